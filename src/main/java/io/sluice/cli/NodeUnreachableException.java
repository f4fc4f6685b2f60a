package io.sluice.cli;

/** No answer from the node: nothing is known about what it did. */
final class NodeUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NodeUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
