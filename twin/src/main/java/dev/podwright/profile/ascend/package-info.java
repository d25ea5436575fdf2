/// Profiles taken on Ascend: the CSV and JSON files of the Ascend PyTorch profiler (`ASCEND_PROFILER_OUTPUT`) and of `msprof`
/// (`mindstudio_profiler_output`).
///
/// Names of columns and formats of cells are those that the exporters print (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis, Ascend/msprof:docs
/// profile_data_file_references.md); they vary by release, so every column is found by its name.
///
/// Knows: which files stand where, columns under all their names, cells, HCCL's names of operators and groups. Never knows: chips, times that should have
/// been, what an operator computes. Entrance: [dev.podwright.profile.ascend.AscendProfiles].
package dev.podwright.profile.ascend;
