package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// A folder of evidence written by hand.
record Folder(Path root) {
    static final String GEMM = "id,chip,framework,framework_version,kernel,dtype,source_dtype,m,n,k,latency_us,power_w,source,quality,notes";
    static final String COLLECTIVES = "id,op,chip,pod,nodes,ranks_per_node,ranks,bytes,time_us,algbw_gbps,busbw_gbps,library,library_version,algorithm,protocol,"
            + "dtype,topology,source,quality,notes";

    Folder with(String file, String... lines) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
        return this;
    }

    static String gemm(String id, Object chip, Object m, Object n, Object k, Object us) {
        return "%s,%s,vllm,0.24.0,torch,bf16,bfloat16,%s,%s,%s,%s,,repository@1:file,A,".formatted(id, chip, m, n, k, us);
    }

    Verdict verdict() {
        return verdict(new ArrayList<>());
    }

    /// @param rows gets every judged row
    Verdict verdict(List<JudgedRow> rows) {
        return new Judge(Catalog.bundled(), Calibration.bundled(), _ -> false).judge(new Evidence(root), EnumSet.allOf(Kind.class), rows::add);
    }

    List<JudgedRow> rows() {
        List<JudgedRow> rows = new ArrayList<>();
        verdict(rows);
        return rows;
    }
}
