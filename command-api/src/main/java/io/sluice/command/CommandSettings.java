package io.sluice.command;

import io.sluice.command.circuit.CircuitSettings;
import io.sluice.command.payout.PayoutSettings;
import io.sluice.command.payout.SandboxBehaviour;
import io.sluice.command.payout.SandboxSettings;
import io.sluice.ledger.command.Approvals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/** What the command side is configured with; every property has a default. */
record CommandSettings(
        Path data,
        Approvals approvals,
        Approvals toResume,
        CircuitSettings circuit,
        PayoutSettings payout,
        SandboxSettings sandbox,
        Map<String, Map<String, String>> rails) {

    private static final Bindable<Map<String, Map<String, String>>> RAILS =
            Bindable.of(
                    ResolvableType.forClassWithGenerics(
                            Map.class,
                            ResolvableType.forClass(String.class),
                            ResolvableType.forClassWithGenerics(
                                    Map.class, String.class, String.class)));

    static CommandSettings of(Environment env) {
        return new CommandSettings(
                Path.of(env.getProperty("sluice.data", "data")),
                approvals(env),
                toResume(env),
                circuit(env),
                payout(env),
                sandbox(env),
                rails(env));
    }

    private static Approvals toResume(Environment env) {
        return new Approvals(
                env.getProperty(
                        "sluice.circuit.resume-approvals", Integer.class, approvals(env).people()));
    }

    /** Two people where sign-in can tell them apart, unless a number is given. */
    static Approvals approvals(Environment env) {
        Approvals usual =
                env.containsProperty("sluice.sign-in.issuer") ? Approvals.TWO : Approvals.ONE;
        return new Approvals(
                env.getProperty("sluice.sign-in.approvers", Integer.class, usual.people()));
    }

    private static CircuitSettings circuit(Environment env) {
        CircuitSettings usual = CircuitSettings.STANDARD;
        return new CircuitSettings(
                time(env, "sluice.circuit.owner-silence", usual.ownerSilence()),
                time(env, "sluice.circuit.most-owner-wait", usual.mostOwnerWait()),
                time(env, "sluice.circuit.answer-within", usual.answerWithin()),
                time(env, "sluice.circuit.complete-every", usual.completeEvery()));
    }

    private static PayoutSettings payout(Environment env) {
        PayoutSettings usual = PayoutSettings.STANDARD;
        return new PayoutSettings(
                env.getProperty("sluice.payout.batch", Integer.class, usual.batch()),
                env.getProperty("sluice.payout.most-open", Long.class, usual.mostOpen()),
                env.getProperty(
                        "sluice.payout.most-unanswered", Integer.class, usual.mostUnanswered()),
                time(env, "sluice.payout.instruction-validity", usual.instructionValidity()),
                time(env, "sluice.payout.clock-skew", usual.clockSkew()),
                time(env, "sluice.payout.pace", usual.pace()),
                time(env, "sluice.payout.fresh", usual.fresh()),
                time(env, "sluice.payout.hand-again-after", usual.handAgainAfter()));
    }

    private static SandboxSettings sandbox(Environment env) {
        SandboxSettings usual = SandboxSettings.STANDARD;
        return new SandboxSettings(
                time(env, "sluice.rail.sandbox.submit-delay", usual.submitDelay()),
                time(env, "sluice.rail.sandbox.settle-delay", usual.settleDelay()),
                env.getProperty(
                        "sluice.rail.sandbox.behaviour",
                        SandboxBehaviour.class,
                        usual.behaviour()));
    }

    /** Their settings are the rails' own, so they stay texts here. */
    private static Map<String, Map<String, String>> rails(Environment env) {
        return Binder.get(env).bind("sluice.rails", RAILS).orElse(Map.of());
    }

    private static Duration time(Environment env, String name, Duration usual) {
        return env.getProperty(name, Duration.class, usual);
    }
}
