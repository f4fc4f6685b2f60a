package io.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreensTest {

    private static final Line LINE =
            Line.of(Style.GOOD, "all ").and(Style.GOOD, "is ").and(Style.BAD, "<well>");

    private final StringWriter written = new StringWriter();

    private LiveScreen live(boolean colours) {
        return new LiveScreen(new PrintWriter(written), colours);
    }

    @Test
    void drawsEachPictureOverTheOneBefore() {
        LiveScreen screen = live(true);
        screen.draw(List.of(LINE, Line.EMPTY));
        screen.draw(List.of(LINE, Line.EMPTY, LINE));
        screen.leave();
        screen.draw(List.of(LINE));

        assertThat(written.toString().replace("\u001b[", "^"))
                .isEqualTo(
                        "^?25l^2K^32mall ^0m^32mis ^0m^31m<well>^0m\n^2K\n^J"
                                + "^2A^2K^32mall ^0m^32mis ^0m^31m<well>^0m\n^2K\n"
                                + "^2K^32mall ^0m^32mis ^0m^31m<well>^0m\n^J"
                                + "^?25h");
    }

    @Test
    void drawsWithoutColoursForWhoWantsNone() {
        live(false).draw(List.of(LINE));
        assertThat(written.toString()).contains("all is <well>\n").doesNotContain("m<well>");
    }

    @Test
    void cutsWhatWouldWrap() {
        assertThat(LINE.within(9).text()).isEqualTo("all is <w");
        assertThat(LINE.within(80)).isEqualTo(LINE);
    }

    @Test
    void paintsOnePieceForNeighboursInOneStyle() {
        assertThat(SvgFile.render(List.of(LINE)))
                .startsWith("<svg xmlns=")
                .contains(">all is </text>")
                .contains(">&lt;well&gt;</text>")
                .endsWith("</svg>\n");
    }

    @Test
    void aBarIsAsHighAsItsSecondWas() {
        History history = new History("held", "");
        assertThat(history.line(4).text()).isEqualTo("  held            0    ");
        history.add(0, Style.GOOD);
        history.add(1, Style.GOOD);
        history.add(100, Style.HELD);
        assertThat(history.line(4).text()).isEqualTo("  held          100     ▁█");
        history.add(50, Style.HELD);
        history.add(0, Style.HELD);
        assertThat(history.line(4).text()).isEqualTo("  held            0    ▁█ ");
    }
}
