/// Requests as they come: recorded traces and generators of arrivals, one request after the other.
///
/// Knows: formats of traces, laws of arrival and length. Never knows: how requests are served. Entrances: [dev.podwright.trace.Traces] and
/// [dev.podwright.trace.RequestSource].
package dev.podwright.trace;
