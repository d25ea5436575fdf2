package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Z85Test {

    @Test
    void the_example_of_the_standard_comes_out() {
        byte[] bytes = {(byte) 0x86, 0x4F, (byte) 0xD2, 0x6F, (byte) 0xB5, 0x59, (byte) 0xF7, 0x5B};
        assertThat(Z85.encode(bytes)).isEqualTo("HelloWorld");
        assertThat(Z85.decode("HelloWorld")).isEqualTo(bytes);
    }

    @Test
    void any_bytes_of_any_length_come_back() {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Z85.decode(Z85.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void what_is_not_ours_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode("HelloW")).withMessageContaining("cut short");
        assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode("Hell~")).withMessageContaining("'~'");
        assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode("#####")).withMessageContaining("beyond four bytes");
    }
}
