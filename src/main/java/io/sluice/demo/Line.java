package io.sluice.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line of the picture: pieces of text, each in a style. */
record Line(List<Piece> pieces) {

    record Piece(Style style, String text) {}

    static final Line EMPTY = new Line(List.of());

    static Line of(Style style, String text) {
        return EMPTY.and(style, text);
    }

    Line and(Style style, String text) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(style, text));
        return new Line(List.copyOf(more));
    }

    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** Cut off where it would wrap, since a picture that wraps cannot be drawn in place. */
    Line within(int width) {
        List<Piece> kept = new ArrayList<>();
        int room = width;
        for (Piece piece : pieces) {
            String text = piece.text().substring(0, Math.min(room, piece.text().length()));
            kept.add(new Piece(piece.style(), text));
            room -= text.length();
        }
        return new Line(List.copyOf(kept));
    }
}
