package io.hongbao.servers;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars of the broker among those of this JVM. The others stay out: logging bridges of the
 * services would get in the way of the broker's own logging.
 */
final class KafkaClassPath {

    private static final List<String> NAMES =
            List.of(
                    "HdrHistogram",
                    "argparse4j",
                    "caffeine",
                    "commons-",
                    "hash4j",
                    "jackson-",
                    "jopt-simple",
                    "jose4j",
                    "kafka",
                    "logback-",
                    "log4j-api",
                    "log4j-core",
                    "lz4-java",
                    "metrics-core",
                    "pcollections",
                    "re2j",
                    "scala-",
                    "slf4j-api",
                    "snakeyaml",
                    "snappy-java",
                    "zstd-jni");

    private KafkaClassPath() {}

    static String ofThisJvm() {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(KafkaClassPath::ofTheBroker)
                        .collect(Collectors.joining(File.pathSeparator));
        if (!classPath.contains("kafka_2.13")) {
            throw new IllegalStateException("not on the class path: kafka_2.13");
        }
        return classPath;
    }

    private static boolean ofTheBroker(String entry) {
        String name = String.valueOf(Path.of(entry).getFileName());
        return name.endsWith(".jar") && NAMES.stream().anyMatch(name::startsWith);
    }
}
