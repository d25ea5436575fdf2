/// The deterministic event heap: what happens next in simulated time.
///
/// Knows: times and the order in which equal times were scheduled. Never knows: what the events mean, host time. Entrance:
/// [dev.podwright.event.EventHeap].
package dev.podwright.event;
