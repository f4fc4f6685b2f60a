package io.sluice.projection.fold;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows in PostgreSQL's COPY text format, sent in one go. */
final class CopyText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    private final String target;
    private final StringBuilder rows = new StringBuilder();
    private long count;
    private boolean lineBegun;

    /**
     * @param target table and columns
     */
    CopyText(String target) {
        this.target = target;
    }

    CopyText text(String value) {
        separate();
        for (int index = 0; index < value.length(); index++) {
            escape(value.charAt(index));
        }
        return this;
    }

    CopyText text(Optional<String> value) {
        return value.map(this::text).orElseGet(this::none);
    }

    CopyText number(long value) {
        separate();
        rows.append(value);
        return this;
    }

    CopyText number(BigInteger value) {
        separate();
        rows.append(value);
        return this;
    }

    CopyText time(Instant value) {
        separate();
        rows.append(TIME.format(value));
        return this;
    }

    CopyText time(Optional<Instant> value) {
        return value.map(this::time).orElseGet(this::none);
    }

    CopyText array(Optional<? extends Collection<?>> values) {
        return values.map(this::array).orElseGet(this::none);
    }

    /** An array of values that need no quoting. */
    CopyText array(Collection<?> values) {
        separate();
        rows.append(
                values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}")));
        return this;
    }

    CopyText none() {
        separate();
        rows.append("\\N");
        return this;
    }

    void endRow() {
        rows.append('\n');
        lineBegun = false;
        count++;
    }

    void send(Connection connection) throws SQLException {
        if (count == 0) {
            return;
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            long written =
                    copy.copyIn(
                            "COPY " + target + " FROM STDIN", new StringReader(rows.toString()));
            if (written != count) {
                throw new ProjectionDriftException(
                        "COPY wrote %d of %d rows to %s".formatted(written, count, target));
            }
        } catch (IOException cutOff) {
            throw new SQLException("COPY was cut off", cutOff);
        }
    }

    private void separate() {
        if (lineBegun) {
            rows.append('\t');
        }
        lineBegun = true;
    }

    private void escape(char c) {
        switch (c) {
            case '\\' -> rows.append("\\\\");
            case '\t' -> rows.append("\\t");
            case '\n' -> rows.append("\\n");
            case '\r' -> rows.append("\\r");
            case '\0' -> rows.append(PostgresText.FOR_NUL);
            default -> rows.append(c);
        }
    }
}
