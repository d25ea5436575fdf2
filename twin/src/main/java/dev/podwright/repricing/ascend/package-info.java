/// Ascend operator types with their tensors as operators of the twin.
///
/// Types and the order of their inputs and outputs are those of the operators' registrations in CANN (`REG_OP`, cann/ops-nn and cann/ops-transformer `op_graph`;
/// older releases: Ascend metadef `fusion_ops.h`, `experiment_ops.h`); which types a profile shows for which interface of torch_npu:
/// Ascend/msmodeling:tensor_cast/performance_model/profiling_database op_mapping.yaml.
///
/// Knows: types, orders of inputs, layouts such as FRACTAL_NZ. Never knows: times, chips, files. Entrance: [dev.podwright.repricing.ascend.AscendOperators].
package dev.podwright.repricing.ascend;
