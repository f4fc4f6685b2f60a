package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.bus.StateMemory.Remembered;
import org.junit.jupiter.api.Test;

class StateMemoryTest {

    @Test
    void forgetsTheLeastRecentlyUsed() {
        StateMemory<String, String> memory = new StateMemory<>(2);
        memory.remember("a", 0, new Remembered<>("A", 1));
        memory.remember("b", 0, new Remembered<>("B", 2));
        assertThat(memory.recall("a", 0)).isPresent();
        memory.remember("c", 0, new Remembered<>("C", 3));
        assertThat(memory.recall("b", 0)).isEmpty();
        assertThat(memory.recall("a", 0)).contains(new Remembered<>("A", 1));
    }

    @Test
    void forgetsEverythingOfAnotherEpoch() {
        StateMemory<String, String> memory = new StateMemory<>(2);
        memory.remember("a", 0, new Remembered<>("A", 1));
        assertThat(memory.recall("a", 1)).isEmpty();
        assertThat(memory.recall("a", 0)).isEmpty();
    }

    @Test
    void remembersNothingWhereThereIsNoRoom() {
        StateMemory<String, String> memory = new StateMemory<>(0);
        memory.remember("a", 0, new Remembered<>("A", 1));
        assertThat(memory.recall("a", 0)).isEmpty();
    }
}
