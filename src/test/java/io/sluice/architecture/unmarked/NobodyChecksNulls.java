package io.sluice.architecture.unmarked;

final class NobodyChecksNulls {

    private NobodyChecksNulls() {}
}
