/* SPDX-License-Identifier: GPL-3.0-or-later */
/* faultinject.c - LD_PRELOAD fault injector, crash-point injector, write tracer and
 * allocation-failure injector for file-backed programs (written for SQLite + GLib apps).
 *
 *   gcc -O1 -g -fPIC -shared -o libfaultinject.so faultinject.c -ldl -lpthread
 *
 * Environment (all optional; without FI_NTH/FI_PROB/FI_QUOTA/FI_TRACE it only counts):
 *   FI_OPS    comma list out of: open write fsync ftruncate rename unlink read fallocate all
 *             (write = write/pwrite/writev/pwritev/copy_file_range/sendfile; fsync = fsync/fdatasync)
 *             default "open,write,fsync,ftruncate,rename,unlink"
 *   FI_MATCH  only calls on paths that contain this text (several: a|b|c). Default: any path
 *   FI_SKIP   never touch paths with this text (a|b|c)
 *   FI_NTH    1-based number of the matching call to hit
 *   FI_COUNT  how many calls to hit from FI_NTH on (default 1; 0 = all later ones: "sticky")
 *   FI_PROB   hit each matching call with this probability 0..1 (FI_SEED decides)
 *   FI_QUOTA  bytes: once the bytes written to matching files pass it, every write/fallocate
 *             gives ENOSPC (short write first, as a real full disk does)
 *   FI_ERR    EIO ENOSPC EDQUOT EROFS EACCES EMFILE ENOENT EINTR  or an action:
 *             KILL (SIGKILL before the call), TORNKILL (write half, then SIGKILL),
 *             SHORT (write half, return that count), HANG (sleep for ever)
 *   FI_ARM    path: faults only while this file exists (create it when the app is ready)
 *   FI_LOG    append one line a hit and, at exit, the number of matching calls
 *   FI_TRACE  file: append a binary record of every matching write/fsync/ftruncate/unlink/rename/
 *             create (for powerloss.py). Multi-thread safe; use one process at a time.
 *   FI_OOM_LIB  text in a library's name (e.g. libsqlite3): count malloc/calloc/realloc calls that
 *             come from its code; FI_OOM_NTH = N fails the Nth; FI_OOM_COUNT as FI_COUNT
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OP_OPEN=1, OP_WRITE=2, OP_FSYNC=4, OP_TRUNC=8, OP_RENAME=16, OP_UNLINK=32, OP_READ=64, OP_FALLOC=128 };
enum { A_ERR, A_KILL, A_TORNKILL, A_SHORT, A_HANG };

static int inited; static unsigned ops = OP_OPEN|OP_WRITE|OP_FSYNC|OP_TRUNC|OP_RENAME|OP_UNLINK;
static const char *match, *skip, *arm, *logp; static long nth, cnt=1; static double prob; static long long quota=-1;
static int err = EIO, action = A_ERR; static int trace_fd=-1;
static atomic_long seen; static atomic_llong wrote; static unsigned long long rng=88172645463325252ull;
static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
static uintptr_t oom_lo, oom_hi; static long oom_nth, oom_cnt=1; static atomic_long oom_seen; static const char *oom_lib;
static __thread int busy;

static int has_any(const char *p, const char *alts){
  if(!p) return 0;
  char buf[1024]; snprintf(buf,sizeof buf,"%s",alts); char *sv=0;
  for(char *t=strtok_r(buf,"|",&sv);t;t=strtok_r(0,"|",&sv)) if(strstr(p,t)) return 1;
  return 0;
}
static void logf_(const char *f,...){
  if(!logp) return; char b[PATH_MAX+200]; va_list ap; va_start(ap,f); int n=vsnprintf(b,sizeof b,f,ap); va_end(ap);
  if(n>(int)sizeof b) n=sizeof b;
  int fd=syscall(SYS_openat,AT_FDCWD,logp,O_WRONLY|O_APPEND|O_CREAT|O_CLOEXEC,0600);
  if(fd>=0){ syscall(SYS_write,fd,b,n); syscall(SYS_close,fd);} }
static int phdr(struct dl_phdr_info*i,size_t s,void*d){ (void)s;(void)d;
  if(i->dlpi_name && strstr(i->dlpi_name,oom_lib)) for(int k=0;k<i->dlpi_phnum;k++) if(i->dlpi_phdr[k].p_type==PT_LOAD && (i->dlpi_phdr[k].p_flags&PF_X)){
    oom_lo=i->dlpi_addr+i->dlpi_phdr[k].p_vaddr; oom_hi=oom_lo+i->dlpi_phdr[k].p_memsz; return 1; }
  return 0; }
static void fini(void){ if(logp){ logf_("%d calls %ld bytes %lld oomcalls %ld\n",getpid(),atomic_load(&seen),(long long)atomic_load(&wrote),atomic_load(&oom_seen)); } }
__attribute__((constructor)) static void init(void){
  if(inited) return; inited=1; const char*s;
  match=getenv("FI_MATCH"); skip=getenv("FI_SKIP"); arm=getenv("FI_ARM"); logp=getenv("FI_LOG");
  if((s=getenv("FI_OPS"))){ ops=0; char b[256]; snprintf(b,sizeof b,"%s",s); char*sv=0;
    for(char*t=strtok_r(b,",",&sv);t;t=strtok_r(0,",",&sv)){
      if(!strcmp(t,"open"))ops|=OP_OPEN; else if(!strcmp(t,"write"))ops|=OP_WRITE; else if(!strcmp(t,"fsync"))ops|=OP_FSYNC;
      else if(!strcmp(t,"ftruncate"))ops|=OP_TRUNC; else if(!strcmp(t,"rename"))ops|=OP_RENAME; else if(!strcmp(t,"unlink"))ops|=OP_UNLINK;
      else if(!strcmp(t,"read"))ops|=OP_READ; else if(!strcmp(t,"fallocate"))ops|=OP_FALLOC; else if(!strcmp(t,"all"))ops=255; } }
  if((s=getenv("FI_NTH")))nth=atol(s); if((s=getenv("FI_COUNT")))cnt=atol(s); if((s=getenv("FI_PROB")))prob=atof(s);
  if((s=getenv("FI_QUOTA")))quota=atoll(s); if((s=getenv("FI_SEED")))rng^=strtoull(s,0,10)*2654435761ull;
  if((s=getenv("FI_ERR"))){ static const struct{const char*n;int e;}t[]={{"EIO",EIO},{"ENOSPC",ENOSPC},{"EDQUOT",EDQUOT},{"EROFS",EROFS},{"EACCES",EACCES},{"EMFILE",EMFILE},{"ENOENT",ENOENT},{"EINTR",EINTR}};
    for(size_t i=0;i<sizeof t/sizeof*t;i++) if(!strcmp(s,t[i].n)) err=t[i].e;
    if(!strcmp(s,"KILL"))action=A_KILL; else if(!strcmp(s,"TORNKILL"))action=A_TORNKILL; else if(!strcmp(s,"SHORT"))action=A_SHORT; else if(!strcmp(s,"HANG"))action=A_HANG; }
  if((s=getenv("FI_TRACE"))) trace_fd=syscall(SYS_openat,AT_FDCWD,s,O_WRONLY|O_APPEND|O_CREAT|O_CLOEXEC,0600);
  if((oom_lib=getenv("FI_OOM_LIB"))){ dl_iterate_phdr(phdr,0); if((s=getenv("FI_OOM_NTH")))oom_nth=atol(s); if((s=getenv("FI_OOM_COUNT")))oom_cnt=atol(s); }
  atexit(fini);
}
#define REAL(ret,name,...) static ret (*real_##name)(__VA_ARGS__); if(!real_##name) real_##name=(ret(*)(__VA_ARGS__))dlsym(RTLD_NEXT,#name)

static const char *fdpath(int fd,char*b){ char l[40]; snprintf(l,sizeof l,"/proc/self/fd/%d",fd);
  ssize_t n=syscall(SYS_readlinkat,AT_FDCWD,l,b,PATH_MAX-1); if(n<0){b[0]=0;return b;} b[n]=0; return b; }
static int wanted(unsigned op,const char*p){ if(!inited)init(); if(busy||!(ops&op)) return 0; if(!p||p[0]!='/'&&op!=OP_OPEN&&op!=OP_RENAME&&op!=OP_UNLINK) return 0;
  if(!strncmp(p,"/proc/",6)||!strncmp(p,"/dev/",5)||!strncmp(p,"/sys/",5)) return 0;
  if(match&&!has_any(p,match)) return 0; if(skip&&has_any(p,skip)) return 0; return 1; }
/* 0 = go on; 1 = fail with err; 2 = short */
static int decide(const char*what,unsigned op,const char*p,size_t len){
  if(!wanted(op,p)) return 0;
  if(arm && syscall(SYS_faccessat,AT_FDCWD,arm,F_OK)!=0) return 0;
  long k=atomic_fetch_add(&seen,1)+1; int hit=0;
  if(op&(OP_WRITE|OP_FALLOC)){ long long w=atomic_fetch_add(&wrote,(long long)len)+len; if(quota>=0&&w>quota){ logf_("%d quota %s %s\n",getpid(),what,p); errno=ENOSPC; return 1; } }
  if(nth&&k>=nth&&(cnt==0||k<nth+cnt)) hit=1;
  if(prob>0){ pthread_mutex_lock(&mu); rng^=rng<<13; rng^=rng>>7; rng^=rng<<17; double u=(rng>>11)/9007199254740992.0; pthread_mutex_unlock(&mu); if(u<prob)hit=1; }
  if(!hit) return 0;
  logf_("%d hit %ld %s %s\n",getpid(),k,what,p);
  if(action==A_KILL){ kill(getpid(),SIGKILL); for(;;)pause(); }
  if(action==A_HANG) for(;;)pause();
  if(action==A_TORNKILL||action==A_SHORT) return op==OP_WRITE?2:(action==A_TORNKILL?(kill(getpid(),SIGKILL),1):0);
  errno=err; return 1;
}
/* trace record: u32 magic 'FIR1', u8 kind, i64 a, i64 b, u32 plen, u32 dlen, path, data */
static void tr(char kind,const char*p,int64_t a,int64_t b,const void*d,uint32_t dl){
  if(trace_fd<0) return; pthread_mutex_lock(&mu); struct __attribute__((packed)){uint32_t m;char k;int64_t a,b;uint32_t pl,dl;}h={0x31524946,kind,a,b,(uint32_t)strlen(p),dl};
  struct iovec v[3]={{&h,sizeof h},{(void*)p,h.pl},{(void*)d,dl}}; syscall(SYS_writev,trace_fd,v,dl?3:2); pthread_mutex_unlock(&mu); }
static int trwant(const char*p){ return trace_fd>=0&&!busy&&p&&p[0]=='/'&&strncmp(p,"/proc/",6)&&strncmp(p,"/dev/",5)&&(!match||has_any(p,match))&&(!skip||!has_any(p,skip)); }
static void torn_kill_check(void){ if(action==A_TORNKILL){ kill(getpid(),SIGKILL); for(;;)pause(); } }

#define WR_BODY(call_full,call_half,off,buf,n) \
  char pb[PATH_MAX]; int e=errno; fdpath(fd,pb); errno=e; int d=decide(__func__,OP_WRITE,pb,n); if(d==1) return -1; \
  if(d==2){ ssize_t r=(call_half); if(r>0&&trwant(pb)) tr('W',pb,(off),r,buf,r); torn_kill_check(); return r; } \
  int64_t o=trace_fd>=0?(int64_t)(off):0; ssize_t r=(call_full); if(r>0&&trwant(pb)) tr('W',pb,o,r,buf,r); return r;
ssize_t write(int fd,const void*b,size_t n){ REAL(ssize_t,write,int,const void*,size_t);
  WR_BODY(real_write(fd,b,n),real_write(fd,b,n/2?n/2:n),((fcntl(fd,F_GETFL)&O_APPEND)?lseek(fd,0,SEEK_END):lseek(fd,0,SEEK_CUR)),b,n) }
ssize_t pwrite(int fd,const void*b,size_t n,off_t o_){ REAL(ssize_t,pwrite,int,const void*,size_t,off_t); WR_BODY(real_pwrite(fd,b,n,o_),real_pwrite(fd,b,n/2?n/2:n,o_),o_,b,n) }
ssize_t pwrite64(int fd,const void*b,size_t n,off64_t o_){ REAL(ssize_t,pwrite64,int,const void*,size_t,off64_t); WR_BODY(real_pwrite64(fd,b,n,o_),real_pwrite64(fd,b,n/2?n/2:n,o_),o_,b,n) }
ssize_t writev(int fd,const struct iovec*v,int c){ REAL(ssize_t,writev,int,const struct iovec*,int); char pb[PATH_MAX]; fdpath(fd,pb); size_t n=0; for(int i=0;i<c;i++)n+=v[i].iov_len;
  int d=decide("writev",OP_WRITE,pb,n); if(d==1)return -1; if(d==2){ ssize_t r=write(fd,v[0].iov_base,v[0].iov_len/2); torn_kill_check(); return r; }
  if(trwant(pb)){ ssize_t t=0; for(int i=0;i<c;i++){ int64_t o=lseek(fd,0,SEEK_CUR); ssize_t r=syscall(SYS_write,fd,v[i].iov_base,v[i].iov_len); if(r<0) return t?t:-1; tr('W',pb,o,r,v[i].iov_base,r); t+=r; } return t; }
  return real_writev(fd,v,c); }
ssize_t copy_file_range(int i,off64_t*io,int fd,off64_t*oo,size_t n,unsigned f){ REAL(ssize_t,copy_file_range,int,off64_t*,int,off64_t*,size_t,unsigned); char pb[PATH_MAX]; fdpath(fd,pb);
  if(decide("copy_file_range",OP_WRITE,pb,n)) return -1; return real_copy_file_range(i,io,fd,oo,n,f); }
ssize_t sendfile(int fd,int i,off_t*o,size_t n){ REAL(ssize_t,sendfile,int,int,off_t*,size_t); char pb[PATH_MAX]; fdpath(fd,pb); if(decide("sendfile",OP_WRITE,pb,n)) return -1; return real_sendfile(fd,i,o,n); }
ssize_t sendfile64(int fd,int i,off64_t*o,size_t n){ REAL(ssize_t,sendfile64,int,int,off64_t*,size_t); char pb[PATH_MAX]; fdpath(fd,pb); if(decide("sendfile",OP_WRITE,pb,n)) return -1; return real_sendfile64(fd,i,o,n); }
ssize_t read(int fd,void*b,size_t n){ REAL(ssize_t,read,int,void*,size_t); if(ops&OP_READ){ char pb[PATH_MAX]; if(decide("read",OP_READ,fdpath(fd,pb),n)==1) return -1; } return real_read(fd,b,n); }
ssize_t pread64(int fd,void*b,size_t n,off64_t o){ REAL(ssize_t,pread64,int,void*,size_t,off64_t); if(ops&OP_READ){ char pb[PATH_MAX]; if(decide("pread",OP_READ,fdpath(fd,pb),n)==1) return -1; } return real_pread64(fd,b,n,o); }
ssize_t pread(int fd,void*b,size_t n,off_t o){ REAL(ssize_t,pread,int,void*,size_t,off_t); if(ops&OP_READ){ char pb[PATH_MAX]; if(decide("pread",OP_READ,fdpath(fd,pb),n)==1) return -1; } return real_pread(fd,b,n,o); }
int fsync(int fd){ REAL(int,fsync,int); char pb[PATH_MAX]; fdpath(fd,pb); if(decide("fsync",OP_FSYNC,pb,0)==1) return -1; int r=real_fsync(fd); if(!r&&trwant(pb)) tr('S',pb,0,0,0,0); return r; }
int fdatasync(int fd){ REAL(int,fdatasync,int); char pb[PATH_MAX]; fdpath(fd,pb); if(decide("fdatasync",OP_FSYNC,pb,0)==1) return -1; int r=real_fdatasync(fd); if(!r&&trwant(pb)) tr('S',pb,0,0,0,0); return r; }
#define TRUNC(name,T) int name(int fd,T n){ REAL(int,name,int,T); char pb[PATH_MAX]; fdpath(fd,pb); if(decide(#name,OP_TRUNC,pb,0)==1) return -1; int r=real_##name(fd,n); if(!r&&trwant(pb)) tr('T',pb,n,0,0,0); return r; }
TRUNC(ftruncate,off_t) TRUNC(ftruncate64,off64_t)
#define FALLOC(name,T) int name(int fd,T o,T n){ REAL(int,name,int,T,T); char pb[PATH_MAX]; fdpath(fd,pb); if(decide(#name,OP_FALLOC,pb,n)==1) return errno; return real_##name(fd,o,n); }
FALLOC(posix_fallocate,off_t) FALLOC(posix_fallocate64,off64_t)
int fallocate(int fd,int m,off_t o,off_t n){ REAL(int,fallocate,int,int,off_t,off_t); char pb[PATH_MAX]; fdpath(fd,pb); if(decide("fallocate",OP_FALLOC,pb,n)==1) return -1; return real_fallocate(fd,m,o,n); }
static void abspath(const char*p,char*o){ if(p[0]=='/'||!getcwd(o,PATH_MAX-300)) snprintf(o,PATH_MAX,"%s",p); else { size_t l=strlen(o); snprintf(o+l,PATH_MAX-l,"/%s",p);} }
static void oomfind(void){ if(oom_lib&&!oom_lo) dl_iterate_phdr(phdr,0); }
static void tropen(const char*p,int fl,int r){ if(r<0) return; char a[PATH_MAX]; abspath(p,a); if(!trwant(a)) return; if(fl&O_CREAT) tr('C',a,0,0,0,0); if(fl&O_TRUNC) tr('T',a,0,0,0,0); }
#define MODE mode_t m=0; if(fl&(O_CREAT|__O_TMPFILE)){ va_list ap; va_start(ap,fl); m=va_arg(ap,mode_t); va_end(ap); }
#define OPENS(name) int name(const char*p,int fl,...){ REAL(int,name,const char*,int,...); MODE oomfind(); char a[PATH_MAX]; if(p){abspath(p,a); if(decide(#name,OP_OPEN,a,0)==1) return -1;} int r=real_##name(p,fl,m); if(p)tropen(p,fl,r); return r; }
OPENS(open) OPENS(open64)
#define OPENATS(name) int name(int dfd,const char*p,int fl,...){ REAL(int,name,int,const char*,int,...); MODE oomfind(); char a[PATH_MAX]; if(p){abspath(p,a); if(decide(#name,OP_OPEN,a,0)==1) return -1;} int r=real_##name(dfd,p,fl,m); if(p)tropen(p,fl,r); return r; }
OPENATS(openat) OPENATS(openat64)
int creat(const char*p,mode_t m){ return open(p,O_CREAT|O_WRONLY|O_TRUNC,m); }
int rename(const char*a,const char*b){ REAL(int,rename,const char*,const char*); char x[PATH_MAX],y[PATH_MAX]; abspath(a,x); abspath(b,y); if(decide("rename",OP_RENAME,y,0)==1) return -1; int r=real_rename(a,b); if(!r&&trwant(y)) tr('R',x,0,0,y,strlen(y)); return r; }
int unlink(const char*a){ REAL(int,unlink,const char*); char x[PATH_MAX]; abspath(a,x); if(decide("unlink",OP_UNLINK,x,0)==1) return -1; int r=real_unlink(a); if(!r&&trwant(x)) tr('U',x,0,0,0,0); return r; }

/* allocation failures that come from one library's code only (GLib aborts on OOM by design) */
static int oomhit(void*ra){ if(!oom_lo||(uintptr_t)ra<oom_lo||(uintptr_t)ra>=oom_hi) return 0; if(arm&&syscall(SYS_faccessat,AT_FDCWD,arm,F_OK)!=0) return 0;
  long k=atomic_fetch_add(&oom_seen,1)+1; if(oom_nth&&k>=oom_nth&&(oom_cnt==0||k<oom_nth+oom_cnt)){ errno=ENOMEM; return 1;} return 0; }
extern void*__libc_malloc(size_t); extern void*__libc_calloc(size_t,size_t); extern void*__libc_realloc(void*,size_t);
#ifndef FI_NO_MALLOC
void*malloc(size_t n){ if(oomhit(__builtin_return_address(0))) return 0; return __libc_malloc(n); }
void*calloc(size_t a,size_t n){ if(oomhit(__builtin_return_address(0))) return 0; return __libc_calloc(a,n); }
void*realloc(void*p,size_t n){ if(oomhit(__builtin_return_address(0))) return 0; return __libc_realloc(p,n); }
#endif
