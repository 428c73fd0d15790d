#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""powerloss.py - rebuild the disk states that a power cut could leave, from a write trace, and verify each.

 1 record:  LD_PRELOAD=libfaultinject.so FI_OPS=none FI_MATCH=/dir/ FI_TRACE=trace.bin  COMMAND
 2 replay:  powerloss.py --trace trace.bin --root /dir [--initial SNAPSHOT_OF_DIR_BEFORE] --ack ack.log
                         -n 500 --seed 1 --verify 'verify.py $PL_DIR/w.db $PL_DIR/ack.log'
Model: a cut after a random operation. Per file, what was written before its last fsync is there; of the later
writes and truncations a random subset is (mode none / all / prefix / subset / torn at 512 B / garbage tail). Create, rename and
unlink keep their order and are cut at a random point, not before the last directory fsync (nor, for a
create or rename, the file's own fsync). The ack file (what the user was told) is always whole.
"""
import argparse, collections, json, os, random, shutil, struct, subprocess, sys, tempfile
ap = argparse.ArgumentParser(); a = ap.add_argument
a('--trace', required=True); a('--root', required=True); a('--initial'); a('--ack', default='ack.log'); a('-n', type=int, default=200); a('--seed', type=int, default=1); a('--verify', required=True)
a('--modes', default='none,all,prefix,subset,torn'); a('--out'); a('--keep'); a('--ignore', default='-shm')
o = ap.parse_args(); root = os.path.realpath(o.root).rstrip('/') + '/'; rnd = random.Random(o.seed)
ops = []; d = open(o.trace, 'rb').read(); i = 0; H = struct.Struct('<IcqqII')
while i + H.size <= len(d):
    m, k, x, y, pl, dl = H.unpack_from(d, i); assert m == 0x31524946, 'bad trace'; i += H.size
    p = d[i:i+pl].decode(); i += pl; data = d[i:i+dl]; i += dl
    if p.endswith(' (deleted)'): continue
    if p + '/' == root or p.startswith(root): ops.append((k.decode(), p[len(root):] if p.startswith(root) else '', x, y, data))
class F:
    __slots__ = ('durable', 'pend')
    def __init__(s, b=b''): s.durable = bytearray(b); s.pend = []
def apply(buf, op):
    if op[0] == 'W':
        off, data = op[1], op[2]
        if len(buf) < off: buf.extend(b'\0' * (off - len(buf)))
        buf[off:off+len(data)] = data
    else:
        n = op[1]
        if n < len(buf): del buf[n:]
        else: buf.extend(b'\0' * (n - len(buf)))
def initial():
    m = {}
    if o.initial:
        for r, _, fs in os.walk(o.initial):
            for f in fs: q = os.path.join(r, f); m[os.path.relpath(q, o.initial)] = F(open(q, 'rb').read())
    return m
def crash(cut, mode):
    live = initial(); base = dict(live); dirops = []; floor = 0; ack = bytearray()
    for k, p, x, y, data in ops[:cut]:
        if os.path.basename(p) == o.ack:
            if k == 'W': apply(ack, ('W', x, data))
            continue
        if p.endswith(o.ignore): continue
        if k == 'C' and p not in live: live[p] = F(); dirops.append(('C', p, live[p]))
        elif k == 'U' and p in live: dirops.append(('U', p, None)); del live[p]
        elif k == 'R' and p in live: q = data.decode(); q = q[len(root):] if q.startswith(root) else q; live[q] = live.pop(p); dirops.append(('R', p, q))
        elif k == 'S':
            if p == '' or (p not in live and not p.count('.')): floor = len(dirops)
            elif p in live:
                f = live[p]
                for op in f.pend: apply(f.durable, op)
                f.pend = []
                for j in range(len(dirops) - 1, -1, -1):
                    if (dirops[j][0] == 'C' and dirops[j][2] is f) or (dirops[j][0] == 'R' and dirops[j][2] == p): floor = max(floor, j + 1); break
        elif k in 'WT':
            if p not in live: live[p] = F(); dirops.append(('C', p, live[p]))
            live[p].pend.append(('W', x, data) if k == 'W' else ('T', x))
    upto = len(dirops) if mode == 'all' else floor if mode == 'none' else rnd.randint(floor, len(dirops)); names = base
    for kk, p, z in dirops[:upto]:
        if kk == 'C': names[p] = z
        elif kk == 'U': names.pop(p, None)
        elif p in names: names[z] = names.pop(p)
    res = {}
    for p, f in names.items():
        b = bytearray(f.durable); pend = f.pend
        if mode == 'all': sel = pend
        elif mode == 'none': sel = []
        elif mode == 'prefix': sel = pend[:rnd.randint(0, len(pend))]
        else: q = rnd.choice((0.2, 0.5, 0.9)); sel = [z for z in pend if rnd.random() < q]
        for n, op in enumerate(sel):
            if mode == 'torn' and op[0] == 'W' and (n == len(sel) - 1 or rnd.random() < 0.2) and len(op[2]) > 512:
                secs = range(0, len(op[2]), 512)
                for s in secs:
                    if rnd.random() < 0.5: apply(b, ('W', op[1] + s, op[2][s:s+512]))
            else: apply(b, op)
        res[p] = bytes(b)
    res[o.ack] = bytes(ack); return res
base = tempfile.mkdtemp(prefix='pl-'); modes = o.modes.split(','); tot = collections.Counter(); bad = []
for n in range(o.n):
    mode = modes[n % len(modes)]; cut = rnd.randint(1, len(ops)); st = crash(cut, mode); dd = os.path.join(base, 's')
    shutil.rmtree(dd, ignore_errors=True); os.makedirs(dd)
    for p, b in st.items():
        q = os.path.join(dd, p); os.makedirs(os.path.dirname(q), exist_ok=True); open(q, 'wb').write(b)
    v = subprocess.run(['bash', '-c', o.verify], env=dict(os.environ, PL_DIR=dd, PL_CUT=str(cut), PL_MODE=mode), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    tot[mode + (':ok' if v.returncode == 0 else ':BAD')] += 1
    if v.returncode:
        bad.append({'n': n, 'cut': cut, 'mode': mode, 'out': v.stdout.decode(errors='replace')[-300:]})
        if o.keep: shutil.copytree(dd, os.path.join(o.keep, f'{n}-{mode}-{cut}'), dirs_exist_ok=True)
shutil.rmtree(base, ignore_errors=True)
res = {'ops': len(ops), 'states': o.n, 'by_mode': dict(tot), 'bad': len(bad), 'first_bad': bad[:3]}
if o.out: json.dump({**res, 'all_bad': bad}, open(o.out, 'w'), indent=1)
print(json.dumps(res, indent=1)); sys.exit(1 if bad else 0)
