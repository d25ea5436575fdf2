/// What exchanges cost on the networks of one or several systems, sound and under a condition, beside what was measured.
///
/// Knows: sweeps of sizes, faults one by one, single flows, logs of nccl-tests and hccl_test. Never knows: terminals, pictures. Entrance:
/// [dev.podwright.survey.Surveyor].
package dev.podwright.survey;
