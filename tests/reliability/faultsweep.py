#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""faultsweep.py - run a command once for EVERY file operation it does, failing (or killing at) that one.

  faultsweep.py --cmd 'APP ... $FS_DIR/w.db' --verify 'verify.py $FS_DIR/w.db $FS_STDOUT' --match w.db
                [--setup CMD] [--ops open,write,fsync,ftruncate,rename,unlink] [--errs EIO,ENOSPC,KILL,TORNKILL,SHORT]
                [--sticky] [--max 0] [--oom-lib libsqlite3] [--out out.json] [--jobs 2]

First a counting run gives K matching calls. Then for each error and each n in 1..K (or --max of them, evenly spaced)
a fresh directory is set up, the command runs with call n failing, and the verification runs without the injector.
A run is BAD when: the verification fails; the command dies by a signal other than the injected one; or it hangs.
--oom-lib LIB sweeps allocation failures that come from LIB's code instead of file operations.
"""
import argparse, collections, concurrent.futures as cf, json, os, shutil, signal, subprocess, sys, tempfile
here = os.path.dirname(os.path.abspath(__file__)); ap = argparse.ArgumentParser(); a = ap.add_argument
a('--cmd', required=True); a('--verify', required=True); a('--setup'); a('--match', default=''); a('--skip', default=''); a('--ops', default='open,write,fsync,ftruncate,rename,unlink')
a('--errs', default='EIO,ENOSPC,KILL,TORNKILL'); a('--sticky', action='store_true'); a('--max', type=int, default=0); a('--oom-lib'); a('--out'); a('--jobs', type=int, default=2)
a('--timeout', type=float, default=60); a('--lib', default=os.path.join(here, 'libfaultinject.so')); a('--keep')
o = ap.parse_args(); base = tempfile.mkdtemp(prefix='fs-')
def run(tag, extra):
    d = os.path.join(base, tag); os.makedirs(d); env = dict(os.environ, FS_DIR=d, FS_STDOUT=d + '/ack.out', FS_ERR=extra.get('FI_ERR', 'none'))
    if o.setup: subprocess.run(['bash', '-c', o.setup], env=env, check=True, stdout=subprocess.DEVNULL)
    fi = dict(env, LD_PRELOAD=o.lib, FI_OPS=o.ops, FI_LOG=d + '/fi.log', FI_SKIP='|'.join(filter(None, [o.skip, 'fi.log', 'ack.out'])), **extra)
    if o.match: fi['FI_MATCH'] = o.match
    if o.oom_lib: fi['FI_OOM_LIB'] = o.oom_lib
    sets = ' '.join(f"{k}='{v}'" for k, v in fi.items() if k.startswith('FI_') or k == 'LD_PRELOAD')
    p = subprocess.Popen(['bash', '-c', f'exec env {sets} {o.cmd}'], env=env, stdout=open(d + '/ack.out', 'wb'), stderr=open(d + '/err.out', 'wb'), start_new_session=True)
    try: rc = p.wait(timeout=o.timeout)
    except subprocess.TimeoutExpired: os.killpg(p.pid, signal.SIGKILL); p.wait(); rc = 'hang'
    v = subprocess.run(['bash', '-c', o.verify], env=dict(env, FS_RC=str(rc)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=o.timeout)
    log = open(d + '/fi.log').read() if os.path.exists(d + '/fi.log') else ''; bad = None
    kill_ok = extra.get('FI_ERR') in ('KILL', 'TORNKILL') and rc == -signal.SIGKILL
    if rc == 'hang': bad = 'hang'
    elif isinstance(rc, int) and (rc < 0 or rc in (134, 139)) and not kill_ok: bad = f'signal {rc}'
    elif v.returncode: bad = 'verify'
    r = (tag, rc, v.returncode, bad, log, (v.stdout.decode(errors='replace') + open(d + '/err.out', errors='replace').read())[-400:])
    if bad and o.keep: shutil.copytree(d, os.path.join(o.keep, tag), dirs_exist_ok=True)
    shutil.rmtree(d, ignore_errors=True); return r
t = run('count', {}); line = [l for l in t[4].splitlines() if ' calls ' in l]
if not line: sys.exit('no count line; did the command run? ' + t[5])
K = max(int(l.split(' oomcalls ')[1]) if o.oom_lib else int(l.split(' calls ')[1].split()[0]) for l in line)
print(f'matching calls in a clean run: {K}; clean rc={t[1]} verify={t[2]}', flush=True)
ns = range(1, K + 1) if not o.max or K <= o.max else sorted({1 + i * (K - 1) // (o.max - 1) for i in range(o.max)})
jobs = []
for e in (['ENOMEM'] if o.oom_lib else o.errs.split(',')):
    for n in ns:
        x = {'FI_OOM_NTH': str(n), 'FI_OOM_COUNT': '0' if o.sticky else '1'} if o.oom_lib else {'FI_NTH': str(n), 'FI_ERR': e, 'FI_COUNT': '0' if o.sticky else '1'}
        jobs.append((f'{e}-{n}', x))
summ = collections.defaultdict(collections.Counter); bad = []
with cf.ThreadPoolExecutor(o.jobs) as ex:
    for r in ex.map(lambda j: run(*j), jobs):
        e = r[0].split('-')[0]; summ[e]['runs'] += 1; summ[e]['rc=%s' % r[1]] += 1; summ[e]['BAD' if r[3] else 'ok'] += 1
        if r[3]: bad.append({'run': r[0], 'why': r[3], 'rc': r[1], 'out': r[5], 'hit': [l for l in r[4].splitlines() if ' hit ' in l][:1]})
shutil.rmtree(base, ignore_errors=True); res = {'calls': K, 'summary': {k: dict(v) for k, v in summ.items()}, 'bad': bad}
if o.out: json.dump(res, open(o.out, 'w'), indent=1)
print(json.dumps({'calls': K, 'summary': res['summary'], 'bad': len(bad), 'first_bad': bad[:3]}, indent=1)); sys.exit(1 if bad else 0)
