#include "tools/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tools/options.h"

enum { TRIES = 100 };

/* Remembers the first fault only: the others follow from it. */
static bool fail(struct output *output, const char *doing, const char *path, int error)
{
    if (output->fault == NULL)
        output->fault =
            sim_mem_print("cannot %s \"%s\": %s", doing, path, strerror(error));
    return false;
}

bool output_directory(struct output *output, const char *path)
{
    if (output->fault != NULL)
        return false;
    char *const part = sim_mem_text(path);
    for (char *end = part; *end != '\0';) {
        end += strspn(end, "/");
        end += strcspn(end, "/");
        const char kept = *end;
        *end = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            fail(output, "make the directory", part, errno);
        *end = kept;
    }
    free(part);
    struct stat found;
    if (output->fault == NULL && stat(path, &found) == 0 && !S_ISDIR(found.st_mode))
        fail(output, "make the directory", path, ENOTDIR);
    return output->fault == NULL;
}

/* Creates a new file beside `path` and stores its name. */
static int create_beside(const char *path, char **beside)
{
    const char *const slash = strrchr(path, '/');
    const int folder = slash == NULL ? 0 : (int) (slash - path) + 1;
    for (int try = 0; try < TRIES; try++) {
        *beside = sim_mem_print("%.*s.%s.%ld-%d.tmp", folder, path, path + folder,
                                (long) getpid(), try);
        const int file = open(*beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST)
            return file;
        free(*beside);
        *beside = NULL;
    }
    return -1;
}

static bool is_device(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode);
}

bool output_try(struct output *output, const char *path)
{
    struct output alone = { 0 };
    if (output->fault != NULL)
        return false;
    struct stat found;
    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        fail(&alone, "write", path, EISDIR);
    else if (!is_device(path))
        output_add(&alone, path);
    output->fault = alone.fault;
    alone.fault = NULL;
    output_done(&alone);
    return output->fault == NULL;
}

FILE *output_add(struct output *output, const char *path)
{
    if (output->fault != NULL)
        return NULL;
    struct output_file file = { 0 };
    int descriptor;
    if (is_device(path)) {
        file.path = sim_mem_text(path);
        descriptor = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        char *const real = realpath(path, NULL); /* null: it does not exist yet */
        file.path = real != NULL ? real : sim_mem_text(path);
        descriptor = create_beside(file.path, &file.beside);
    }
    file.to = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (file.to == NULL) {
        fail(output, "write", path, errno);
        if (descriptor >= 0)
            close(descriptor);
        if (file.beside != NULL)
            unlink(file.beside);
        free(file.path);
        free(file.beside);
        return NULL;
    }
    output->files = sim_mem_grow(output->files, &output->capacity, output->count + 1,
                                 sizeof *output->files);
    output->files[output->count++] = file;
    return file.to;
}

FILE *output_add_in(struct output *output, const char *directory, const char *name)
{
    char *const path = sim_mem_print("%s/%s", directory, name);
    FILE *const to = output_add(output, path);
    free(path);
    return to;
}

/* Why a stream cannot be written that failed earlier and no longer knows: what is there
 * is broken, so one more byte does no harm. */
static int ask_again(FILE *to)
{
    return write(fileno(to), "\n", 1) < 0 ? errno : EIO;
}

static bool close_file(struct output *output, struct output_file *file)
{
    if (file->to == NULL)
        return true;
    errno = 0;
    const bool written = fflush(file->to) == 0 && !ferror(file->to)
                         && (file->beside == NULL || fsync(fileno(file->to)) == 0);
    const int error = written || errno != 0 ? errno : ask_again(file->to);
    const bool closed = fclose(file->to) == 0;
    file->to = NULL;
    if (written && closed)
        return true;
    /* A stream that failed earlier no longer knows why; a full disk is the usual cause.
     */
    return fail(output, "write", file->path,
                !written ? (error != 0 ? error : EIO) : errno);
}

bool output_close(struct output *output)
{
    if (output->fault != NULL)
        return false;
    return output->count == 0 || close_file(output, &output->files[output->count - 1]);
}

/* A rename is on the disk when its directory is. */
static void sync_directory(const char *path)
{
    const char *const slash = strrchr(path, '/');
    char *const folder = slash == NULL
                             ? sim_mem_text(".")
                             : sim_mem_print("%.*s", (int) (slash - path) + 1, path);
    const int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        fsync(directory);
        close(directory);
    }
    free(folder);
}

bool output_commit(struct output *output)
{
    for (size_t i = 0; i < output->count && output->fault == NULL; i++)
        close_file(output, &output->files[i]);
    for (size_t i = 0; i < output->count && output->fault == NULL; i++) {
        struct output_file *const file = &output->files[i];
        if (file->beside == NULL)
            continue;
        if (rename(file->beside, file->path) != 0) {
            fail(output, "replace", file->path, errno);
            break;
        }
        free(file->beside);
        file->beside = NULL;
    }
    if (output->fault != NULL)
        return false;
    for (size_t i = 0; i < output->count; i++)
        sync_directory(output->files[i].path);
    return true;
}

void output_done(struct output *output)
{
    for (size_t i = 0; i < output->count; i++) {
        struct output_file *const file = &output->files[i];
        if (file->to != NULL)
            fclose(file->to);
        if (file->beside != NULL)
            unlink(file->beside);
        free(file->beside);
        free(file->path);
    }
    free(output->files);
    free(output->fault);
    *output = (struct output){ 0 };
}

int output_stdout(void)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return TENFIVE_DONE;
    fprintf(stderr, "tenfive: cannot write to stdout: %s\n",
            strerror(errno != 0 ? errno : ask_again(stdout)));
    return TENFIVE_MACHINE;
}
