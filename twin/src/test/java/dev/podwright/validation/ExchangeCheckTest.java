package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeCheckTest {
    private static final Map<String, Bench> BENCHES = Bench.of(Catalog.bundled());
    private static final String COLLECTIVES = "id,op,chip,nodes,ranks_per_node,ranks,bytes,time_us,library,library_version,topology,source\n";
    private static final String EXPERTS =
            "id,chip,nodes,ranks_per_node,ep,tokens_per_rank,hidden,topk,experts,dtype,phase,mode,library,library_version,sms,time_us,notify_us,topology,source,notes\n";

    @TempDir
    private Path folder;

    private List<ExchangePrediction> predictions() throws IOException {
        Files.writeString(folder.resolve("collectives.csv"), COLLECTIVES
                + "a,all_reduce,h100-sxm,1,8,8,1048576,40,NCCL,2.27,one NVSwitch domain,someone/repository@abc:path\n"
                + "b,all_reduce,h100-sxm,1,8,8,,40,NCCL,2.27,,someone/repository\n"
                + "c,all_reduce,abacus,1,8,8,1024,40,NCCL,2.27,,someone/repository\n"
                + "d,all_dance,h100-sxm,1,8,8,1024,40,NCCL,2.27,,someone/repository\n");
        Files.writeString(folder.resolve("expert_parallel.csv"), EXPERTS
                + "e,h200-sxm,1,8,8,128,7168,8,256,fp8,dispatch,low_latency,DeepEP,V1,,30,,one NVLink domain,someone/repository,\n"
                + "g,h200-sxm,1,64,64,128,7168,8,256,fp8,dispatch,low_latency,DeepEP,V1,,30,,,someone/repository,\n"
                + "f,h200-sxm,1,8,8,128,7168,8,256,fp8,dispatch,in_service,XCCL,V1,,300,,,someone/repository,\n");
        return ExchangeCheck.of(folder, BENCHES, Calibration.bundled());
    }

    @Test
    void everyLineIsPredictedOrHasAReason() throws IOException {
        List<ExchangePrediction> lines = predictions();
        assertThat(lines).extracting(ExchangePrediction::id).containsExactly("a", "b", "c", "d", "e", "g", "f");
        assertThat(lines).allSatisfy(l -> assertThat(l.predicted().isPresent()).isEqualTo(l.reason().isEmpty()));
        assertThat(lines.get(1).reason()).isEqualTo("insufficient: no bytes");
        assertThat(lines.get(2).reason()).contains("unpredictable").contains("abacus");
        assertThat(lines.get(3).reason()).contains("all_dance");
        assertThat(lines.get(5).reason()).contains("unpredictable").contains("64 ranks");
        assertThat(lines.get(6).reason()).contains("in_service");
    }

    @Test
    void aPredictionKeepsItsColumnsAndHasAnInterval() throws IOException {
        ExchangePrediction line = predictions().getFirst();
        assertThat(line.kind()).isEqualTo("collective");
        assertThat(line.source()).isEqualTo("someone/repository");
        assertThat(line.framework()).isEqualTo("NCCL 2.27");
        assertThat(line.measured()).isCloseTo(40e-6, within(1e-12));
        var interval = line.predicted().orElseThrow().interval();
        assertThat(interval.low()).isLessThan(interval.value());
        assertThat(interval.high()).isGreaterThan(interval.value());
    }
}
