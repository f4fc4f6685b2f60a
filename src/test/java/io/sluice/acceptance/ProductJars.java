package io.sluice.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.util.FileSystemUtils;

/**
 * The class path of the tests with each of its folders made a jar: an archive of loaded classes,
 * which makes every start but the first quicker, can be kept only of jars. In a temporary folder
 * that is deleted when this JVM ends.
 */
final class ProductJars {

    private final Path folder;
    private final String classPath;

    private ProductJars(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    static ProductJars ofClassesUnderTest() {
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            Path folder = Files.createTempDirectory("sluice-product");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            List<Path> parts =
                    Arrays.stream(path.split(File.pathSeparator))
                            .map(Path::of)
                            .filter(Files::exists)
                            .toList();
            return new ProductJars(
                    folder,
                    parts.stream()
                            .map(part -> Files.isDirectory(part) ? packed(part, folder) : part)
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packed(Path classes, Path folder) {
        try {
            Path jar = Files.createTempFile(folder, classes.getFileName().toString(), ".jar");
            try (OutputStream file = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                zip.setLevel(0);
                for (Path entry : below(classes)) {
                    String name = classes.relativize(entry).toString();
                    zip.putNextEntry(new ZipEntry(Files.isDirectory(entry) ? name + "/" : name));
                    if (Files.isRegularFile(entry)) {
                        Files.copy(entry, zip);
                    }
                    zip.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder)).sorted().toList();
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String classPath() {
        return classPath;
    }

    /** Made when the first node ends by itself. */
    Path archive() {
        return folder.resolve("classes.jsa");
    }
}
