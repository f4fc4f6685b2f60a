package io.sluice.cli;

/** What a command's exit status says; scripts rely on it. */
final class ExitCode {

    static final int OK = 0;
    static final int REFUSED = 1;
    static final int UNREACHABLE = 2;

    /** Asked for, and more people must. */
    static final int WAITING = 3;

    static final int USAGE = 64;

    private ExitCode() {}
}
