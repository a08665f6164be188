#pragma once

#include <stdint.h>

/// The number of blocks of memory that this process has been given so far, by all its threads.
uint64_t allocation_count(void);
