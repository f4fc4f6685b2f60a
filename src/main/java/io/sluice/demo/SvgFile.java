package io.sluice.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A picture of the terminal, to be shown on a page. */
final class SvgFile {

    private static final int CHARACTER_WIDTH = 8;
    private static final int LINE_HEIGHT = 18;
    private static final int MARGIN = 14;

    private SvgFile() {}

    static void write(Path file, List<Line> lines) {
        try {
            Files.writeString(file, render(lines));
        } catch (IOException e) {
            throw new DemoFailure("cannot write " + file + ": " + e, e);
        }
    }

    static String render(List<Line> lines) {
        int width = Picture.WIDTH * CHARACTER_WIDTH + 2 * MARGIN;
        int height = lines.size() * LINE_HEIGHT + 2 * MARGIN;
        StringBuilder svg =
                new StringBuilder(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
                        <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
                        <g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" \
                        font-size="13" xml:space="preserve">
                        """
                                .formatted(width, height, width, height));
        for (int row = 0; row < lines.size(); row++) {
            line(svg, lines.get(row), MARGIN + (row + 1) * LINE_HEIGHT - 5);
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    /** Each piece has its place and its length, whatever font there is. */
    private static void line(StringBuilder svg, Line line, int y) {
        int column = 0;
        for (Line.Piece piece : merged(line)) {
            String text = piece.text();
            if (!text.isBlank()) {
                svg.append(
                        "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s>%s</text>%n"
                                .formatted(
                                        MARGIN + column * CHARACTER_WIDTH,
                                        y,
                                        text.length() * CHARACTER_WIDTH,
                                        piece.style().colour(),
                                        piece.style() == Style.TITLE ? " font-weight=\"bold\"" : "",
                                        escaped(text)));
            }
            column += text.length();
        }
    }

    /** Neighbours in the same style become one. */
    private static List<Line.Piece> merged(Line line) {
        ArrayList<Line.Piece> merged = new ArrayList<>();
        for (Line.Piece piece : line.pieces()) {
            if (!merged.isEmpty() && merged.getLast().style() == piece.style()) {
                Line.Piece before = merged.removeLast();
                merged.add(new Line.Piece(piece.style(), before.text() + piece.text()));
            } else {
                merged.add(piece);
            }
        }
        return merged;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
