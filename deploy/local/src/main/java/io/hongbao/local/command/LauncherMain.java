package io.hongbao.local.command;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.local.program.Project;
import io.hongbao.local.program.StartException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import picocli.CommandLine;

/** What {@code deploy/hongbao} runs once it has found a JDK and built what was missing. */
public final class LauncherMain {

    private static final int FAILED = 1;

    private LauncherMain() {}

    public static void main(String[] arguments) {
        // The script knows its checkout; the directory it was called from may be any.
        String checkout = System.getProperty("hongbao.project");
        Path project = checkout == null ? Project.find() : Path.of(checkout);
        String given = System.getenv("HONGBAO_DIRECTORY");
        Path directory = given == null ? project.resolve(".hongbao") : Path.of(given);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(
                commands(
                                new CommandContext(project, directory, out),
                                new SplittableRandom(),
                                Clock.systemUTC())
                        .execute(arguments));
    }

    static CommandLine commands(CommandContext context, RandomGenerator random, Clock clock) {
        var commands = new CommandLine(new Launcher(context, random));
        commands.addSubcommand(new SetCommands(context));
        commands.addSubcommand(new ConsumeCommand(context));
        commands.addSubcommand(new PaymentCommands(context));
        commands.addSubcommand(new SwitchCommand(context, clock));
        commands.addSubcommand(new MomentCommands(context, clock));
        commands.addSubcommand(new WebhookCommands(context));
        commands.addSubcommand(new DrillCommands(context, random, clock));
        commands.setExecutionExceptionHandler((failure, command, _) -> {
            // What a user can do something about is said as it is; the rest is our fault.
            if (failure instanceof StartException
                    || failure instanceof CatalogueException
                    || failure instanceof IllegalArgumentException) {
                command.getErr().println("hongbao: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            command.getErr().flush();
            return FAILED;
        });
        // Everything behind these is for another program.
        List.of("reconcile", "bench", "capacity").forEach(name -> passOn(commands, name));
        CommandLine drill = commands.getSubcommands().get("drill");
        if (drill != null) {
            List.of("overload", "module-overload", "moments").forEach(name -> passOn(drill, name));
        }
        return commands;
    }

    private static void passOn(CommandLine commands, String name) {
        CommandLine job = commands.getSubcommands().get(name);
        if (job != null) {
            job.setUnmatchedOptionsArePositionalParams(true);
        }
    }
}
