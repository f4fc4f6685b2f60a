package io.sluice.architecture.violating;

final class Prints {

    private Prints() {}

    static void greet() {
        System.out.println("hello");
    }
}
