package io.sluice.ledger.testing;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.ChangeAccountStatusDecision;
import io.sluice.ledger.account.CreditDepositDecision;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.account.OpenAccountDecision;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.circuit.ApplyExtensionDecision;
import io.sluice.ledger.circuit.ApplyResumptionDecision;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.DecideResumptionDecision;
import io.sluice.ledger.circuit.ExtendPauseDecision;
import io.sluice.ledger.circuit.LiftPauseDecision;
import io.sluice.ledger.circuit.OpenPauseDecision;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CircuitCommand;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.wire.EventTags.Tag;
import io.sluice.ledger.withdrawal.ApproveWithdrawalDecision;
import io.sluice.ledger.withdrawal.CancelWithdrawalDecision;
import io.sluice.ledger.withdrawal.ExpireWithdrawalDecision;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.HoldWithdrawalDecision;
import io.sluice.ledger.withdrawal.RejectWithdrawalDecision;
import io.sluice.ledger.withdrawal.ReleaseWithdrawalDecision;
import io.sluice.ledger.withdrawal.ReportFailureDecision;
import io.sluice.ledger.withdrawal.ReportSettlementDecision;
import io.sluice.ledger.withdrawal.ReportSubmissionDecision;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;
import io.sluice.ledger.withdrawal.ResolveWithdrawalDecision;
import io.sluice.ledger.withdrawal.WithdrawalPeople;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One partition without a log: events found by tag as the real one finds them, each gone through
 * its JSON and back. States are always rebuilt from the events, so what decides is what replay
 * gives.
 */
public final class InMemoryLedger {

    private record Stored(
            long sequence,
            String command,
            Optional<CommandKey> key,
            LedgerEvent event,
            Instant entryTime) {}

    private final Catalogue catalogue = Catalogue.standard();
    private final List<LedgerEvent> events = new ArrayList<>();
    private final Map<Tag, List<Stored>> byTag = new LinkedHashMap<>();
    private boolean definitiveAllowed = true;
    private Approvals approvals = Approvals.ONE;
    private ApprovalPolicy policy = ApprovalPolicy.NONE;
    private boolean secondPerson;
    private Instant now = Sample.NOW;
    private Instant lastEntryTime = Instant.EPOCH;
    private boolean stepped;
    private String actor = "tester";

    /** Whether the rail's rules let a report of failure count as proof. */
    public void definitiveAllowed(boolean allowed) {
        definitiveAllowed = allowed;
    }

    /** How many different people must ask until a pause ends. */
    public void approvals(Approvals needed) {
        approvals = needed;
    }

    /**
     * What needs approval from now on.
     *
     * @param byTwo whether whoever asks may not approve
     */
    public void approving(ApprovalPolicy by, boolean byTwo) {
        policy = by;
        secondPerson = byTwo;
    }

    /** Who gives the next commands. */
    public void actor(String name) {
        actor = name;
    }

    public Instant now() {
        return now;
    }

    /** What the node's clock says from now on; it may run back. */
    public void now(Instant time) {
        now = time;
    }

    /** Whether the node noticed that its clock jumped. */
    public void stepped(boolean noticed) {
        stepped = noticed;
    }

    private DecisionTime time() {
        return DecisionTime.of(now, lastEntryTime, stepped);
    }

    public List<LedgerEvent> events() {
        return events;
    }

    /** Decides; what is accepted is appended. */
    public Verdict submit(LedgerCommand command, String rawKey) {
        return submit(command, Optional.of(key(command, rawKey)));
    }

    public Verdict submit(LedgerCommand command) {
        return submit(command, Optional.empty());
    }

    private static CommandKey key(LedgerCommand command, String rawKey) {
        return switch (command) {
            case AccountCommand about -> Sample.key(about.accountId(), rawKey);
            case CircuitCommand _ -> Sample.circuitKey(rawKey);
        };
    }

    /** As that person. */
    public Verdict submitAs(String actor, LedgerCommand command, String rawKey) {
        return submit(command, Sample.by(actor, key(command, rawKey)));
    }

    private Verdict submit(LedgerCommand command, Optional<CommandKey> key) {
        return submit(command, new CommandHeader(Sample.uuid("command"), actor, key, now));
    }

    private Verdict submit(LedgerCommand command, CommandHeader header) {
        Optional<CommandKey> key = header.key();
        Verdict verdict = decide(command, header);
        if (verdict instanceof Verdict.Accepted(List<LedgerEvent> accepted)) {
            accepted.forEach(event -> append(event, command.name(), key));
        }
        return verdict;
    }

    /** For events that arrive by other ways than a decision here, as barriers do. */
    public void append(LedgerEvent event, String command, Optional<CommandKey> key) {
        LedgerEvent read =
                EventCodec.decode(
                        EventCodec.typeOf(event),
                        EventCodec.versionOf(event),
                        EventCodec.encode(event));
        lastEntryTime = now.isAfter(lastEntryTime) ? now : lastEntryTime;
        Stored stored = new Stored(events.size(), command, key, read, lastEntryTime);
        events.add(read);
        EventTags.of(read, key)
                .forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(stored));
    }

    private Verdict decide(LedgerCommand command, CommandHeader header) {
        FirstOutcome first = first(header);
        return switch (command) {
            case LedgerCommand.OpenAccount c ->
                    OpenAccountDecision.decide(c, header, account(c.accountId()), first);
            case LedgerCommand.ChangeAccountStatus c ->
                    ChangeAccountStatusDecision.decide(c, header, account(c.accountId()), first);
            case LedgerCommand.CreditDeposit c ->
                    CreditDepositDecision.decide(
                            c, header, catalogue, account(c.accountId()), deposit(c), first);
            case LedgerCommand.RequestWithdrawal c ->
                    RequestWithdrawalDecision.decide(
                            c,
                            header,
                            catalogue,
                            new RequestWithdrawalDecision.Approving(policy, isKnown(c), time()),
                            account(c.accountId()),
                            circuit(),
                            first);
            case LedgerCommand.WithdrawalCommand c ->
                    decide(c, header, account(c.accountId()), withdrawal(c.withdrawalId()), first);
            case LedgerCommand.OpenPause c ->
                    OpenPauseDecision.decide(c, header, catalogue, circuit(), first);
            case LedgerCommand.DecideResumption c ->
                    DecideResumptionDecision.decide(c, header, approvals, circuit(), first);
            case LedgerCommand.ApplyResumption c ->
                    ApplyResumptionDecision.decide(c, header, circuit());
            case LedgerCommand.ExtendPause c ->
                    ExtendPauseDecision.decide(c, header, false, circuit(), first);
            case LedgerCommand.ApplyExtension c ->
                    ApplyExtensionDecision.decide(c, header, circuit());
            case LedgerCommand.LiftPause c -> LiftPauseDecision.decide(c, header, circuit());
        };
    }

    private Verdict decide(
            LedgerCommand.WithdrawalCommand command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        return switch (command) {
            case LedgerCommand.CancelWithdrawal c ->
                    CancelWithdrawalDecision.decide(c, header, account, withdrawal, first);
            case LedgerCommand.ApproveWithdrawal c ->
                    ApproveWithdrawalDecision.decide(
                            c,
                            header,
                            secondPerson,
                            account,
                            withdrawal,
                            circuit(),
                            expiryClock(),
                            first);
            case LedgerCommand.RejectWithdrawal c ->
                    RejectWithdrawalDecision.decide(
                            c, header, secondPerson, account, withdrawal, first);
            case LedgerCommand.ExpireWithdrawal c ->
                    ExpireWithdrawalDecision.decide(c, header, account, withdrawal, expiryClock());
            case LedgerCommand.ReportSubmission c ->
                    ReportSubmissionDecision.decide(c, header, account, withdrawal, first);
            case LedgerCommand.ReportSettlement c ->
                    ReportSettlementDecision.decide(c, header, account, withdrawal, first);
            case LedgerCommand.ReportFailure c ->
                    ReportFailureDecision.decide(
                            c, header, definitiveAllowed, account, withdrawal, first);
            case LedgerCommand.ResolveWithdrawal c ->
                    ResolveWithdrawalDecision.decide(
                            c,
                            header,
                            Approvals.ONE,
                            WithdrawalPeople.initial(),
                            account,
                            withdrawal,
                            first);
            case LedgerCommand.HoldWithdrawal c ->
                    HoldWithdrawalDecision.decide(c, header, account, withdrawal, circuit());
            case LedgerCommand.ReleaseWithdrawal c ->
                    ReleaseWithdrawalDecision.decide(
                            c, header, account, withdrawal, circuit(), expiryClock());
        };
    }

    private boolean isKnown(LedgerCommand.RequestWithdrawal c) {
        String id = NamedIds.destination(c.accountId(), c.network(), c.destination()).toString();
        return !find(EventTags.DESTINATION, id).isEmpty();
    }

    private ExpiryClock expiryClock() {
        PauseTimes times = PauseTimes.initial();
        for (Stored stored : find(EventTags.CIRCUIT, EventTags.CIRCUIT)) {
            times = times.evolve(stored.event(), stored.entryTime());
        }
        return new ExpiryClock(time().at(), times);
    }

    public AccountState account(AccountId id) {
        AccountState state = AccountState.initial();
        for (Stored stored : find(EventTags.ACCOUNT, id.value())) {
            state = state.evolve(stored.event());
        }
        return state;
    }

    public WithdrawalState withdrawal(WithdrawalId id) {
        WithdrawalState state = WithdrawalState.initial();
        for (Stored stored : find(EventTags.WITHDRAWAL, id.toString())) {
            state = state.evolve(stored.event(), stored.sequence());
        }
        return state;
    }

    public CircuitState circuit() {
        CircuitState state = CircuitState.initial();
        for (Stored stored : find(EventTags.CIRCUIT, EventTags.CIRCUIT)) {
            state = state.evolve(stored.event(), stored.sequence());
        }
        return state;
    }

    private DepositByReference deposit(LedgerCommand.CreditDeposit command) {
        DepositByReference state = DepositByReference.initial();
        String id =
                NamedIds.deposit(command.accountId(), command.asset(), command.reference())
                        .toString();
        for (Stored stored : find(EventTags.REFERENCE, id)) {
            state = state.evolve(stored.event(), stored.sequence());
        }
        return state;
    }

    private FirstOutcome first(CommandHeader header) {
        FirstOutcome state = FirstOutcome.initial();
        if (header.key().isPresent()) {
            for (Stored stored : find(EventTags.KEY, header.key().get().id().toString())) {
                state =
                        state.evolve(
                                stored.command(),
                                stored.key().map(CommandKey::raw).orElseThrow(),
                                stored.event(),
                                stored.sequence());
            }
        }
        return state;
    }

    private List<Stored> find(String name, String value) {
        return byTag.getOrDefault(new Tag(name, value), List.of());
    }
}
