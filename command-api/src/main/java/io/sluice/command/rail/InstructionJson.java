package io.sluice.command.rail;

import io.sluice.command.json.JsonWriter;
import io.sluice.command.payout.Instruction;
import io.sluice.ledger.money.Catalogue;
import java.util.LinkedHashMap;
import java.util.Map;

/** An instruction as src/docs/rails.md specifies it; the same instruction gives the same bytes. */
final class InstructionJson {

    private InstructionJson() {}

    static byte[] of(Instruction instruction, Catalogue catalogue) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("address", instruction.destination().address());
        instruction.destination().memo().ifPresent(memo -> destination.put("memo", memo));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("withdrawalId", instruction.withdrawalId().toString());
        body.put("attempt", instruction.attempt());
        body.put("accountId", instruction.accountId().value());
        body.put("asset", instruction.asset().code());
        body.put("network", instruction.network().name());
        body.put("amount", catalogue.render(instruction.asset(), instruction.amount()));
        body.put("destination", destination);
        body.put("notAfter", instruction.notAfter().toString());
        body.put("releasedAt", instruction.releasedAt().toString());
        return JsonWriter.write(body);
    }
}
