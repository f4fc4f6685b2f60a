package io.sluice.log;

/** The partition's bounded room for work is full. Nothing was decided; try again shortly. */
public final class TooManyInFlightException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyInFlightException(int partition, int limit) {
        super("partition " + partition + " has " + limit + " in flight", null, false, false);
    }
}
