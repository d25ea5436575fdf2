package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.SeenRows;
import dev.podwright.catalog.Catalog;
import dev.podwright.kernel.Law;
import dev.podwright.model.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowHashTest {
    @TempDir
    private Path folder;

    private Row row(String table, String csv) throws IOException {
        Path file = Files.createDirectories(folder.resolve("f" + Math.abs(csv.hashCode()))).resolve(table + ".csv");
        return Table.read(Files.writeString(file, csv)).rows().getFirst();
    }

    private long hash(String csv) throws IOException {
        return RowHash.of(row("gemm", csv));
    }

    @Test
    void a_row_is_known_by_what_it_measured_wherever_it_stands() throws IOException {
        long known = hash("id,chip,m,latency_us,notes\na,h200-sxm,1,2.5,\n");
        assertThat(hash("latency_us,chip,m\n2.5,h200-sxm,1\n")).isEqualTo(known);
        assertThat(hash("id,chip,m,n,latency_us,notes\nb,h200-sxm,1,,2.5,said twice\n")).isEqualTo(known);
    }

    @Test
    void another_value_chip_column_or_table_is_another_row() throws IOException {
        long known = hash("chip,m,latency_us\nh200-sxm,1,2.5\n");
        assertThat(hash("chip,m,latency_us\nh200-sxm,1,2.6\n")).isNotEqualTo(known);
        assertThat(hash("chip,m,latency_us\nh100-sxm,1,2.5\n")).isNotEqualTo(known);
        assertThat(hash("chip,k,latency_us\nh200-sxm,1,2.5\n")).isNotEqualTo(known);
        assertThat(RowHash.of(row("moe", "chip,m,latency_us\nh200-sxm,1,2.5\n"))).isNotEqualTo(known);
    }

    @Test
    void a_calibration_knows_the_rows_it_was_fitted_to() throws IOException {
        StringBuilder csv = new StringBuilder("framework,framework_version,dtype,source_dtype,m,n,k,latency_us,source,notes\n");
        for (Sample sample : LawFitTest.products(new Law(0.7, 0.8, 3e-6, 4e-10, 8e-13), 0.05, 200)) {
            Operator.Gemm g = (Operator.Gemm) sample.operator();
            csv.append(String.format(Locale.ROOT, "f,1,bf16,bfloat16,%.0f,%.0f,%.0f,%.4f,somebody/tables@1:x,%n", g.m(), g.n(), g.k(), sample.seconds() * 1e6));
        }
        Path file = Files.writeString(Files.createDirectories(folder.resolve("kernels/h200-sxm")).resolve("gemm.csv"), csv);

        Calibration calibration = new Calibrator(Catalog.bundled()::chip).calibrate(new Evidence(folder), "2026-01-02", List.of());

        SeenRows seen = calibration.seen();
        List<Row> rows = Table.read(file).rows();
        assertThat(rows.stream().filter(row -> seen.contains(RowHash.of(row))).count()).isGreaterThan(100L);
        assertThat(seen.rows()).isLessThanOrEqualTo(rows.size());
        assertThat(seen.contains(hash("m,latency_us\n1,2.5\n")) && seen.contains(hash("m,latency_us\n2,2.5\n")) && seen.contains(hash("m,latency_us\n3,2.5\n")))
                .isFalse();
    }
}
