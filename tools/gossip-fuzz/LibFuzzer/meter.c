#include "meter.h"

#include <sanitizer/allocator_interface.h>

static long live;
static long peak;

static void allocated(const volatile void *pointer, size_t size) {
    (void)pointer;
    live += (long)size;
    if (live > peak) peak = live;
}

static void freed(const volatile void *pointer) {
    if (pointer) live -= (long)__sanitizer_get_allocated_size(pointer);
}

void meter_install(void) { __sanitizer_install_malloc_and_free_hooks(allocated, freed); }

void meter_start(void) { live = peak = 0; }

size_t meter_peak(void) { return (size_t)peak; }
