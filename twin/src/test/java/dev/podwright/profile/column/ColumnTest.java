package dev.podwright.profile.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Columns, numbered texts and orders, against the collections of the library.
class ColumnTest {
    private static final int MANY = 50_000;

    @Test
    void columnsHoldWhatWasAddedBeyondAChunk() {
        Longs longs = new Longs();
        Ints ints = new Ints();
        IntStream.range(0, MANY).forEach(i -> {
            longs.add(-7L * i);
            ints.add(3 * i);
        });

        assertThat(IntStream.range(0, MANY)).allMatch(i -> longs.get(i) == -7L * i && ints.get(i) == 3 * i);
        assertThat(longs.size()).isEqualTo(MANY);
    }

    @Test
    void rowsThatAreKeptKeepTheirOrder() {
        Longs column = new Longs();
        IntStream.range(0, MANY).forEach(column::add);
        BitSet odd = new BitSet();
        IntStream.range(0, MANY).filter(i -> i % 2 == 1).forEach(odd::set);

        column.keep(odd);

        assertThat(column.size()).isEqualTo(MANY / 2);
        assertThat(column.get(100)).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void textsAndSequencesHaveOneNumberEach(long seed) {
        Random random = new Random(seed);
        Texts texts = new Texts();
        Rows rows = new Rows();
        Map<String, Integer> numbers = new HashMap<>();
        Map<List<Integer>, Integer> sequences = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            String text = Integer.toString(random.nextInt(MANY), 36);
            int number = texts.of(text);
            assertThat(numbers.computeIfAbsent(text, key -> number)).isEqualTo(number);
            assertThat(texts.get(number)).isEqualTo(text);
            List<Integer> sequence = random.ints(random.nextInt(4), 0, 20).boxed().toList();
            rows.begin();
            sequence.forEach(value -> rows.add((int) value));
            int row = rows.end();
            assertThat(sequences.computeIfAbsent(sequence, key -> row)).isEqualTo(row);
            assertThat(IntStream.range(0, rows.size(row)).map(j -> rows.get(row, j)).boxed().toList()).isEqualTo(sequence);
        }
        assertThat(texts.size()).isEqualTo(numbers.size());
        assertThat(rows.count()).isEqualTo(sequences.size());
    }

    @Test
    void longsTakeTwoPlacesOfASequence() {
        Rows rows = new Rows();
        rows.begin();
        rows.add(1);
        rows.add(-5_000_000_000L);
        int row = rows.end();

        assertThat(rows.getLong(row, 1)).isEqualTo(-5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ordersAreThoseOfTheLibraryAndStable(long seed) {
        int[] values = new Random(seed).ints(1000, 0, 100).toArray();
        List<Integer> expected = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
        expected.sort(Comparator.comparingInt(i -> values[i]));

        assertThat(Order.of(values.length, (a, b) -> Integer.compare(values[a], values[b]))).containsExactly(expected.stream().mapToInt(i -> i).toArray());
    }

    @Test
    void anIndexFindsTheFirstRowInItsOrder() {
        Ints keys = new Ints();
        IntStream.of(5, 0, 7, 5).forEach(keys::add);
        Index index = new Index(keys, new int[] {3, 2, 1, 0}, 0);

        assertThat(index.row(5)).isEqualTo(3);
        assertThat(index.row(7)).isEqualTo(2);
        assertThat(index.row(0)).isEqualTo(Index.NONE);
        assertThat(index.row(9)).isEqualTo(Index.NONE);
    }
}
