package io.hongbao.local.suite;

import io.hongbao.local.bank.SandboxBankMain;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.part.PartProbe;
import io.hongbao.local.part.ProgramPart;
import io.hongbao.local.part.ProgramPart.Command;
import io.hongbao.local.program.InstalledProgram;
import io.hongbao.local.suite.SuitePorts.ServicePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** How the banks and the services are started. */
final class Programs {

    /** Suites of one JVM share what they train. */
    private static final Object TRAINING = new Object();

    /** For what is under way. */
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    /** All of them make their AOT caches at once. */
    private static final Duration RECORDED_STOP_MAX = Duration.ofMinutes(4);

    /** A port on which nobody listens. */
    private static final int NOBODY = 1;

    /** For a laptop: small heaps, and one thread that collects. */
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Duser.timezone=UTC");

    private final SuiteSettings settings;
    private final Catalogues catalogues;
    private final SuiteFleet fleet;

    Programs(SuiteSettings settings, Catalogues catalogues, SuiteFleet fleet) {
        this.settings = settings;
        this.catalogues = catalogues;
        this.fleet = fleet;
    }

    ProgramPart bank(LocalBank bank) {
        int port = settings.ports().bank(bank);
        // It answers as long as it runs, whatever it was told to do wrong.
        URI answers = URI.create("http://127.0.0.1:" + port + "/v1/settings");
        return part(
                bank.partName(),
                List.of(port),
                () ->
                        new Command(
                                bankCommand(bank, port),
                                Map.of("HONGBAO_BANK_SECRET", bank.secret())),
                () -> PartProbe.succeeds(answers, "Bearer " + bank.secret()));
    }

    /** One instance; {@code name} is its module's, with a number behind it from the second on. */
    ProgramPart service(String name, String module, ServicePorts ports) {
        URI readiness =
                URI.create("http://127.0.0.1:" + ports.management() + "/actuator/health/readiness");
        return part(
                name,
                List.of(ports.http(), ports.management()),
                () -> new Command(serviceCommand(module, ports), Map.of()),
                () -> PartProbe.succeeds(readiness, ""));
    }

    private ProgramPart part(
            String name, List<Integer> ports, Supplier<Command> command, BooleanSupplier probe) {
        return new ProgramPart(
                name,
                settings.directory(),
                settings.outlivesUs(),
                ports,
                command,
                probe,
                settings.recorded() ? RECORDED_STOP_MAX : STOP_MAX);
    }

    private List<String> bankCommand(LocalBank bank, int port) {
        List<String> command = java(64);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxBankMain.class.getName(),
                        Integer.toString(port),
                        bankDirectory(bank).resolve("books.jsonl").toString()));
        return command;
    }

    /** Its books, and the statements that it writes. */
    Path bankDirectory(LocalBank bank) {
        return settings.directory().resolve("data").resolve(bank.partName());
    }

    /** The program with the settings of this suite, and no port of its own. */
    List<String> command(String module, String... arguments) {
        List<String> command = serviceCommand(module, new ServicePorts(0, 0));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> serviceCommand(String module, ServicePorts ports) {
        InstalledProgram program = installed(module);
        List<String> command = settings.recorded() ? program.recordingCommand() : program.command();
        command.addAll(
                arguments(ports, catalogues, settings.ports().kafka(), settings.ports()::bank));
        command.addAll(settings.arguments().getOrDefault(module, List.of()));
        return command;
    }

    private InstalledProgram installed(String module) {
        List<String> flags = new ArrayList<>(List.of("-Xmx512m"));
        flags.addAll(JVM);
        flags.addAll(extraJvmFlags());
        return InstalledProgram.of(settings.project(), module, flags);
    }

    /** Makes the services ready to start fast; once for each build, on all cores. */
    void train(List<String> modules, SuiteProgress progress) {
        synchronized (TRAINING) {
            var nowhere = new Catalogues(settings.directory().resolve("run/training"));
            nowhere.writeNowhere();
            Map<String, InstalledProgram> programs = new LinkedHashMap<>();
            modules.forEach(module -> programs.put(module, installed(module)));
            StartAndStop.together(
                    programs.entrySet(),
                    each -> train(each.getKey(), each.getValue(), nowhere, progress));
        }
    }

    /** Keeps what ended services have recorded; names those that have not. */
    List<String> keepRecorded(List<String> modules) {
        return modules.stream().filter(module -> !installed(module).keepRecorded()).toList();
    }

    private void train(
            String module, InstalledProgram program, Catalogues nowhere, SuiteProgress progress) {
        if (!program.trained()) {
            progress.say(module + ": making its AOT cache, once for this build");
            List<String> arguments =
                    arguments(new ServicePorts(0, 0), nowhere, NOBODY, _ -> NOBODY);
            if (!program.train(arguments)) {
                progress.say(module + " has no AOT cache, and starts more slowly");
            }
        }
    }

    private List<String> arguments(
            ServicePorts own, Catalogues catalogues, int kafka, ToIntFunction<LocalBank> banks) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.profiles.active=local");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=" + own.http());
        arguments.add("--management.server.port=" + own.management());
        arguments.add("--hongbao.sets.file=" + catalogues.sets());
        arguments.add("--hongbao.wallets.file=" + catalogues.wallets());
        arguments.add("--hongbao.runtime.file=" + catalogues.runtime());
        for (LocalBank bank : LocalBank.values()) {
            arguments.add(
                    String.format(
                            Locale.ROOT,
                            "--hongbao.banks.%s.url=http://127.0.0.1:%d",
                            bank.partName(),
                            banks.applyAsInt(bank)));
        }
        arguments.add("--spring.kafka.bootstrap-servers=127.0.0.1:" + kafka);
        // It lists every partition at every turn.
        arguments.add("--logging.level.org.apache.kafka=WARN");
        arguments.add("--hongbao.packet.lifetime=" + settings.lifetime());
        arguments.add("--hongbao.packet.pay-by=" + settings.payBy());
        arguments.add("--hongbao.pay.ticket.pay-by-max=" + settings.payBy());
        arguments.add("--hongbao.fleet.self=" + url(own));
        arguments.add("--hongbao.fleet.file=" + fleet.file());
        return arguments;
    }

    private static List<String> java(int heapMib) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMib + "m");
        command.addAll(JVM);
        return command;
    }

    /** For those who want to look inside: a debugger, a recording. */
    private static List<String> extraJvmFlags() {
        String flags = System.getenv("HONGBAO_JAVA_OPTS");
        return flags == null || flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+"));
    }

    private static String url(ServicePorts ports) {
        return "http://127.0.0.1:" + ports.http();
    }
}
