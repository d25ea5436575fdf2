package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `podwright validate --evidence` on a small folder written by hand.
class EvidenceCommandTest {
    private static final String GEMM = "id,chip,framework,framework_version,kernel,dtype,source_dtype,m,n,k,latency_us,power_w,source,quality,notes";
    private static final String COLLECTIVES = "id,op,chip,pod,nodes,ranks_per_node,ranks,bytes,time_us,algbw_gbps,busbw_gbps,library,library_version,algorithm,"
            + "protocol,dtype,topology,source,quality,notes";

    @TempDir
    private Path folder;

    @BeforeEach
    void evidence() throws IOException {
        write("kernels/h100-sxm/gemm.csv", GEMM, "a,h100-sxm,vllm,0.24.0,t,bf16,bfloat16,16,4096,4096,18,,r:f,A,", "b,h100-sxm,vllm,0.24.0,t,bf16,bfloat16,64,4096,,18,,r:f,A,",
                "\"c,d\",h1000,vllm,0.24.0,t,bf16,bfloat16,64,64,64,18,,r:f,A,");
        write("collectives/collectives.csv", COLLECTIVES, "e,all_reduce,h100-sxm,,1,8,8,1073741824,4000,268.4,469.7,NCCL,2.2,,,float,NVSwitch,someone,A,");
    }

    private void write(String file, String... lines) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    private CommandRun validate(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "validate";
        arguments[1] = "--evidence";
        arguments[2] = folder.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void theJsonFitsItsSchemaAndCountsEveryRow() {
        String json = validate("--json").out();
        Schemas.assertFits("validate", json);
        Node answer = Document.parse("validate.json", json.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.get("groups").list()).hasSize(3);
        Node gemm = answer.get("totals").list().getFirst();
        assertThat(gemm.get("kind").text()).isEqualTo("gemm");
        assertThat(List.of(gemm.get("rows").number(), gemm.get("insufficient").number(), gemm.get("unpredicted").number())).containsExactly(3.0, 1.0, 1.0);
        assertThat(answer.get("skipped_parts").list()).extracting(p -> p.get("kind").text()).contains("moe", "training", "serving");
    }

    @Test
    void theRowsAreOneLineOfCsvEach() throws IOException {
        Path rows = folder.resolve("rows.csv");
        assertThat(validate("--kind", "gemm", "--rows", rows.toString()).code()).isZero();

        List<String> lines = Files.readAllLines(rows);
        assertThat(lines.getFirst()).isEqualTo("id,kind,op,chip,source,metric,measured,predicted,low,high,in_sample,skipped_reason");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("a,gemm,gemm,h100-sxm,r,time_us,18,").endsWith(",false,");
        assertThat(lines.get(2)).endsWith("time_us,18,,,,false,no k");
        assertThat(lines.get(3)).isEqualTo("\"c,d\",gemm,gemm,h1000,r,time_us,18,,,,false,the catalogue has no chip h1000");
    }

    @Test
    void theTextHasGroupsReasonsTheWorstRowAndTotals() {
        CommandRun run = validate();

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("gemm", "all_reduce", "the catalogue has no chip h1000", "worst: ", "skipped: training, training/measured.csv is missing",
                "parts of the folder skipped", "seen by calibration").doesNotContain("NaN", "Optional");
    }

    @Test
    void thePageShowsEveryKindWithAScatterAndAHistogram() throws IOException {
        Path page = folder.resolve("page.html");
        assertThat(validate("--html", page.toString()).code()).isZero();

        var parsed = Pages.parse(Files.readString(page));
        assertThat(Pages.ids(parsed, "section")).containsExactly("totals", "gemm-time-us", "collective-time-us", "origin");
        Schemas.assertFits("report", Pages.data(parsed));
    }

    @Test
    void anUnknownKindIsAnsweredWithTheNearest() {
        CommandRun run = validate("--kind", "gem");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no kind gem", "Maybe gemm");
    }

    @Test
    void aProcessSaysWhatIsWrongWithTheEvidenceAndWritesNothing() throws IOException {
        write("kernels/h100-sxm/gemm.csv", GEMM, "a,h100-sxm,vllm,0.24.0,t,bf16,bfloat16,16,wide,4096,18,,r:f,A,");
        Path rows = folder.resolve("rows.csv");
        CommandProcess.Result result = new CommandProcess().run("validate", "--evidence", folder.toString(), "--json", "--rows", rows.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("gemm.csv, line 2, column n: \"wide\" is not a number.");
        assertThat(rows).doesNotExist();
    }
}
