package dev.podwright.knowledge.error.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What logs are searched for: kind and examples.
final class Searched {
    static final SequencedMap<String, String> ALL = all();

    private Searched() {}

    private static SequencedMap<String, String> all() {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        all.put("codes of CANN", "`EI0006: `, `[EZ9999]`, `Communication_Error_Get_Socket(EI0006)`");
        all.put("codes of the runtime, ACL and aclnn", "`error code is 507015`, `ErrCode=507048`, `runtime result = 507013`, `ret = 0x7bc87`, `ACL_ERROR_...`");
        all.put("codes of torch_npu", "`(PID:7, Device:0, RankID:3) ERR02200 DIST call hccl api failed`");
        all.put("results of HCCL", "`HCCL function error: ..., error code is 7`, `hcclRet -> 19`");
        all.put("lines of a plog", "`[ERROR] HCCL(7,python):2025-07-23-03:47:57.070.463 ...`");
        all.put("memory", "`NPU out of memory. Tried to allocate ...`");
        all.put("operators on the CPU", "`... will fall back to run on the CPU`");
        all.put("waiting", "`Watchdog caught collective operation timeout`, `Heartbeat Lost Occurred`, `Socket Timeout`, `error cqe`");
        all.put("Python", "`Traceback (most recent call last):` up to its exception");
        all.put("launchers and signals", "`Root Cause (first observed failure):`, `Signal 9 (SIGKILL) received by PID 7`");
        all.put("NVIDIA, named as such", "`NCCL WARN`, `NCCL error`, `CUDA error:`, `CUDA out of memory`");
        return Collections.unmodifiableSequencedMap(all);
    }
}
