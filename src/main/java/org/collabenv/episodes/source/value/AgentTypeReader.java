package org.collabenv.episodes.source.value;

import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Reads agent types.
 *
 * @param most the maximum number of agent types in a file
 */
public record AgentTypeReader(NameParser parser, AgentTypes types, int[] target, int most) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        String type = parser.parse(buffer, offset, length, report);
        if (type != null) {
            target[row] = types.code(type);
            if (types.count() > most) {
                throw new IngestException(
                        Problem.TOO_LARGE,
                        "A file can have at most %d agent types; %s %d has another one, '%s', in the column '%s' (episodes.source.limits.agent-types)"
                                .formatted(most, report.errors().placeWord(), report.place(), type, parser.column()));
            }
        }
    }
}
