#ifndef GOSSIP_FUZZ_METER_H
#define GOSSIP_FUZZ_METER_H

#include <stddef.h>

/// Watches every allocation of the process from now on; needs the address sanitizer.
void meter_install(void);

/// Counts from zero again.
void meter_start(void);

/// The most bytes that were allocated at one time since the start, beyond what was then.
size_t meter_peak(void);

#endif
