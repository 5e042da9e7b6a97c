/* Stands between a program and the system: counts its calls on files under one folder, and at the n-th one kills
 * the program, makes the call fail, or writes only half. Told what to do by the environment:
 *
 *   FAULT_UNDER  folder whose files count
 *   FAULT_KINDS  which calls count: o open, w write, s sync, t truncate, r rename, u unlink, c close
 *   FAULT_AT     number of the first call that is hit, from 1
 *   FAULT_TIMES  how many calls are hit from there on; 0 for all
 *   FAULT_DEED   kill, short, or the number of an error
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { FILES = 4096 };
static atomic_char ours[FILES];
static atomic_long seen;

static int is_under(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    return under && path && strncmp(path, under, strlen(under)) == 0;
}

static int is_ours(int fd) { return fd >= 0 && fd < FILES && ours[fd]; }

/* Counts a call. 0: let it through; -1: errno is set, let it fail; 1: write half. */
static int met(char kind) {
    const char *kinds = getenv("FAULT_KINDS"), *deed = getenv("FAULT_DEED");
    if (!kinds || !deed || !strchr(kinds, kind)) return 0;
    long n = ++seen, at = atol(getenv("FAULT_AT")), times = atol(getenv("FAULT_TIMES"));
    if (n < at || (times && n >= at + times)) return 0;
    if (!strcmp(deed, "kill")) { kill(getpid(), SIGKILL); pause(); }
    if (!strcmp(deed, "short")) return kind == 'w' ? 1 : 0;
    errno = atoi(deed);
    return -1;
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static int noted(int fd, const char *path) {
    if (fd >= 0 && fd < FILES) ours[fd] = (char)is_under(path);
    return fd;
}

#define OPEN(name)                                                                                   \
    int name(const char *path, int flags, ...) {                                                     \
        mode_t mode = 0;                                                                             \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                         \
            va_list rest;                                                                            \
            va_start(rest, flags);                                                                   \
            mode = va_arg(rest, mode_t);                                                             \
            va_end(rest);                                                                            \
        }                                                                                            \
        if (is_under(path) && met('o') < 0) return -1;                                               \
        return noted(REAL(int, #name, const char *, int, ...)(path, flags, mode), path);             \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t size) {
    int hit = is_ours(fd) ? met('w') : 0;
    if (hit < 0) return -1;
    return REAL(ssize_t, "write", int, const void *, size_t)(fd, bytes, hit && size > 1 ? size / 2 : size);
}

#define PWRITE(name, offset)                                                                         \
    ssize_t name(int fd, const void *bytes, size_t size, offset at) {                                \
        int hit = is_ours(fd) ? met('w') : 0;                                                        \
        if (hit < 0) return -1;                                                                      \
        size = hit && size > 1 ? size / 2 : size;                                                    \
        return REAL(ssize_t, #name, int, const void *, size_t, offset)(fd, bytes, size, at);         \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(name, kind)                                                                          \
    int name(int fd) {                                                                               \
        if (is_ours(fd) && met(kind) < 0) return -1;                                                 \
        return REAL(int, #name, int)(fd);                                                            \
    }
ON_FILE(fsync, 's')
ON_FILE(fdatasync, 's')

int close(int fd) {
    int hit = is_ours(fd) ? met('c') : 0, error = errno;
    if (fd >= 0 && fd < FILES) ours[fd] = 0;
    int done = REAL(int, "close", int)(fd);
    if (hit < 0) { errno = error; return -1; }
    return done;
}

#define TRUNCATE(name, offset)                                                                       \
    int name(int fd, offset size) {                                                                  \
        if (is_ours(fd) && met('t') < 0) return -1;                                                  \
        return REAL(int, #name, int, offset)(fd, size);                                              \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    if ((is_under(from) || is_under(to)) && met('r') < 0) return -1;
    return REAL(int, "rename", const char *, const char *)(from, to);
}

int unlink(const char *path) {
    if (is_under(path) && met('u') < 0) return -1;
    return REAL(int, "unlink", const char *)(path);
}
