#pragma once
#include <spawn.h>

// glibc shows these only to _GNU_SOURCE, which Swift's C importer does not define.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);

static const short postern_spawn_setsid = 0x80;
