/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs a fuzzer's entry once on every file of the given folders, where libFuzzer is not: the
 * entries stay compiled, and every seed passes, in the build that everybody runs. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns whether it was a file that could be read. */
static int replay_file(const char *name) {
    struct stat status;
    if (stat(name, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    FILE *file = fopen(name, "rb");
    if (file == NULL)
        return 0;
    uint8_t *data = malloc((size_t)status.st_size + 1);
    size_t size = data == NULL ? 0 : fread(data, 1, (size_t)status.st_size, file);
    fclose(file);
    if (data != NULL)
        LLVMFuzzerTestOneInput(data, size);
    free(data);
    return data != NULL;
}

static int replay_folder(const char *name) {
    DIR *folder = opendir(name);
    int count = 0;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
        count += replay_file(path);
    }
    if (folder != NULL)
        closedir(folder);
    return count;
}

int main(int argc, char **argv) {
    int count = 0;
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    printf("%d seeds\n", count);
    return count > 0 ? 0 : 1;
}
