/* Put in front of the system's own functions by LD_PRELOAD: writes down what is done to the files
 * of one folder, and when how much is sent to whom. A record is made in the same moment as what it
 * tells of, so that the log has one order. Of two lengths of time, a wait for the disk and the
 * wait of the log, only the first is no moment: its beginning and its end are recorded. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, CUT, SYNC_BEGUN, SYNC_ENDED, UNLINKED, RENAMED, SENT };
enum { MOST_FILES = 65536 };

struct record {
    uint64_t kind, subject, number, length;
};

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static const char *folder;
static size_t folder_length;
/* Every so many a wait for the disk is left out, and its caller told that it was done. */
static uint64_t every_left_out, waits;
/* The inode behind an open file of the folder, else 0. */
static uint64_t inode[MOST_FILES];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void give_up(const char *why) {
    dprintf(2, "recorder: %s\n", why);
    abort();
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("AFTERBELL_RECORD_LOG"), *left_out = getenv("AFTERBELL_RECORD_LEAVE_OUT");
    folder = getenv("AFTERBELL_RECORD_FOLDER");
    if (!path || !folder) give_up("nothing to record");
    folder_length = strlen(folder);
    every_left_out = left_out ? strtoull(left_out, NULL, 10) : 0;
    log_file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) give_up("no log");
}

/* Under the lock. */
static void record(uint64_t kind, uint64_t subject, uint64_t number, const void *data, size_t length) {
    struct record head = {kind, subject, number, length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)data, length}};
    if (syscall(SYS_writev, log_file, parts, 2) != (long)(sizeof head + length)) give_up("the log is full");
}

/* The name within the folder, "" for the folder itself, NULL for anything else. What lies in
 * shared memory is lost with the power, so it is no file of ours. */
static const char *name_of(const char *path) {
    if (strncmp(path, folder, folder_length) != 0) return NULL;
    const char *rest = path + folder_length;
    if (*rest == '/') rest++;
    else if (*rest) return NULL;
    size_t length = strlen(rest);
    return length >= 4 && strcmp(rest + length - 4, "-shm") == 0 ? NULL : rest;
}

static uint64_t inode_of(int file) { return file >= 0 && file < MOST_FILES ? inode[file] : 0; }

static int open_any(int (*real)(int, const char *, int, ...), int at, const char *path, int flags, mode_t mode) {
    const char *name = name_of(path);
    if (!name) return real(at, path, flags, mode);
    pthread_mutex_lock(&order);
    int file = real(at, path, flags, mode);
    struct stat about;
    if (file >= MOST_FILES) give_up("too many files");
    if (file >= 0 && fstat(file, &about) == 0) {
        inode[file] = about.st_ino;
        record(OPENED, about.st_ino, (flags & O_TRUNC) != 0, name, strlen(name));
    }
    pthread_mutex_unlock(&order);
    return file;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name, at, parameters, path)                   \
    int name parameters {                                   \
        va_list rest;                                       \
        va_start(rest, flags);                              \
        mode_t mode = mode_of(flags, rest);                 \
        va_end(rest);                                       \
        return open_any(REAL(openat), at, path, flags, mode); \
    }
OPEN(open, AT_FDCWD, (const char *path, int flags, ...), path)
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), path)
OPEN(openat, at, (int at, const char *path, int flags, ...), path)
OPEN(openat64, at, (int at, const char *path, int flags, ...), path)

int close(int file) {
    if (file >= 0 && file < MOST_FILES) inode[file] = 0;
    return REAL(close)(file);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    uint64_t here = inode_of(file);
    if (!here) return REAL(pwrite)(file, data, length, offset);
    pthread_mutex_lock(&order);
    ssize_t done = REAL(pwrite)(file, data, length, offset);
    if (done > 0) record(WRITTEN, here, offset, data, done);
    pthread_mutex_unlock(&order);
    return done;
}
ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) { return pwrite(file, data, length, offset); }

static int cut(int file, off_t length) {
    uint64_t here = inode_of(file);
    pthread_mutex_lock(&order);
    int failed = syscall(SYS_ftruncate, file, length);
    if (here && !failed) record(CUT, here, length, NULL, 0);
    pthread_mutex_unlock(&order);
    return failed;
}
int ftruncate(int file, off_t length) { return cut(file, length); }
int ftruncate64(int file, off_t length) { return cut(file, length); }

static int wait_for_disk(int (*real)(int), int file) {
    uint64_t here = inode_of(file);
    if (!here) return real(file);
    pthread_mutex_lock(&order);
    uint64_t number = ++waits;
    int left_out = every_left_out && number % every_left_out == 0;
    if (!left_out) record(SYNC_BEGUN, here, number, NULL, 0);
    pthread_mutex_unlock(&order);
    if (left_out) return 0;
    int failed = real(file);
    pthread_mutex_lock(&order);
    if (!failed) record(SYNC_ENDED, here, number, NULL, 0);
    pthread_mutex_unlock(&order);
    return failed;
}
int fsync(int file) { return wait_for_disk(REAL(fsync), file); }
int fdatasync(int file) { return wait_for_disk(REAL(fdatasync), file); }

int unlink(const char *path) {
    const char *name = name_of(path);
    if (!name) return REAL(unlink)(path);
    pthread_mutex_lock(&order);
    int failed = REAL(unlink)(path);
    if (!failed) record(UNLINKED, 0, 0, name, strlen(name));
    pthread_mutex_unlock(&order);
    return failed;
}

int rename(const char *from, const char *to) {
    const char *before = name_of(from), *after = name_of(to);
    if (!before != !after) give_up("a file left the folder or came into it");
    if (!before) return REAL(rename)(from, to);
    pthread_mutex_lock(&order);
    int failed = REAL(rename)(from, to);
    char both[512];
    int length = snprintf(both, sizeof both, "%s/%s", before, after);
    if (length >= (int)sizeof both) give_up("a name is too long");
    if (!failed) record(RENAMED, 0, 0, both, length);
    pthread_mutex_unlock(&order);
    return failed;
}

/* The port at the other end, or 0 when there is none. */
static uint64_t peer_of(int file) {
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    int failed = getpeername(file, (struct sockaddr *)&peer, &length);
    return failed || peer.sin_family != AF_INET ? 0 : ntohs(peer.sin_port);
}

#define SEND(call)                                                    \
    uint64_t peer = peer_of(file);                                    \
    if (!peer) return call;                                           \
    pthread_mutex_lock(&order);                                       \
    ssize_t done = call;                                              \
    if (done > 0) record(SENT, peer, done, NULL, 0);                  \
    pthread_mutex_unlock(&order);                                     \
    return done;

ssize_t send(int file, const void *data, size_t length, int flags) {
    SEND(REAL(send)(file, data, length, flags))
}
ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
    SEND(REAL(sendmsg)(file, message, flags))
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    if (inode_of(file)) give_up("a way to write that is not recorded");
    SEND(REAL(writev)(file, parts, count))
}

ssize_t write(int file, const void *data, size_t length) {
    uint64_t here = inode_of(file);
    if (here) {
        pthread_mutex_lock(&order);
        off_t offset = lseek(file, 0, SEEK_CUR);
        ssize_t done = REAL(write)(file, data, length);
        if (done > 0) record(WRITTEN, here, offset, data, done);
        pthread_mutex_unlock(&order);
        return done;
    }
    SEND(REAL(write)(file, data, length))
}
