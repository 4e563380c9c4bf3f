package org.collabenv.episodes.store.rows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.store.sql.Statements;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.postgresql.PGConnection;

/**
 * A statement on selected observations, with the values of its parameters. What the selection and the columns add to the
 * statements' files is made of parameters and of names that the service knows.
 */
final class RowStatement {

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):(\\w+)");

    private final String text;
    private final Map<String, Object> parameters;

    private RowStatement(String text, Map<String, Object> parameters) {
        this.text = text;
        this.parameters = parameters;
    }

    /** Returns the statement that finds out what is selected. */
    static RowStatement ofExtent(Statements statements, String episode, Selection selection) {
        return new RowStatement(
                selected(statements, "selected_observations", selection), parameters(episode, selection));
    }

    /** Returns the statement that counts the values of the selected observations. */
    static RowStatement ofProperties(
            Statements statements, String episode, Selection selection, RowSnapshot.Extent extent) {
        return ofValues("selected_properties", statements, episode, selection, extent);
    }

    /** Returns the statement that looks at the texts of some properties. */
    static RowStatement ofTexts(
            Statements statements,
            String episode,
            Selection selection,
            RowSnapshot.Extent extent,
            List<String> properties) {
        RowStatement texts = ofValues("selected_texts", statements, episode, selection, extent);
        texts.parameters.put("with_texts", properties.toArray(String[]::new));
        return texts;
    }

    private static RowStatement ofValues(
            String name, Statements statements, String episode, Selection selection, RowSnapshot.Extent extent) {
        Map<String, Object> parameters = parameters(episode, selection);
        putRange(parameters, extent);
        return new RowStatement(
                statements.get(name).replace("<of_selected>", ofSelected(statements, selection, extent)), parameters);
    }

    /** Returns the statement that reads the rows; its columns are called c0, c1 and so on. */
    static RowStatement ofRows(
            Statements statements, String episode, Selection selection, RowSnapshot.Extent extent, RowColumns columns) {
        Map<String, Object> parameters = parameters(episode, selection);
        List<String> expressions = new ArrayList<>();
        List<String> pivots = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RowColumn column = columns.get(i);
            expressions.add(expression(i, column, columns, selection) + " AS c" + i);
            if (column.isProperty()) {
                String ofProperty = ") FILTER (WHERE p.property_id = :property_" + i + ")";
                if (column.kind() != RowColumn.Kind.NUMBER) {
                    pivots.add("max(p.value_text" + ofProperty + " AS text_" + i);
                }
                if (column.kind() == RowColumn.Kind.NUMBER || column.kind() == RowColumn.Kind.MIXED) {
                    pivots.add("max(p.value_float" + ofProperty + " AS number_" + i);
                }
                parameters.put("property_" + i, column.name());
            }
        }
        String values = "";
        if (!pivots.isEmpty()) {
            putRange(parameters, extent);
            values = "LEFT JOIN (%s) v ON v.observation_id = o.observation_id"
                    .formatted(statements
                            .get("pivoted_values")
                            .replace("<values>", String.join(", ", pivots))
                            .replace("<of_selected>", ofSelected(statements, selection, extent)));
        }
        return new RowStatement(
                selected(statements, "observation_rows", selection)
                        .replace("<columns>", String.join(", ", expressions))
                        .replace("<values>", values)
                        .replace("<order>", selection.order().columns()),
                parameters);
    }

    private static String expression(int i, RowColumn column, RowColumns columns, Selection selection) {
        if (!column.isProperty()) {
            return switch (i) {
                case RowColumns.TIME -> "CAST(o.time_index AS integer)";
                case RowColumns.AGENT -> columns.hasLabels() ? selection.agent() : "CAST(o.agent_id AS integer)";
                case RowColumns.AGENT_TYPE -> "CAST(o.agent_type_id AS text)";
                default -> "CAST(o.%s AS double precision)".formatted(column.name());
            };
        }
        return switch (column.kind()) {
            case NUMBER, INTEGER -> "CAST(v.number_%d AS double precision)".formatted(i);
            case LIST, TEXT -> "v.text_" + i;
            case MIXED -> "coalesce(v.text_%d, CAST(v.number_%d AS text))".formatted(i, i);
        };
    }

    private static String selected(Statements statements, String name, Selection selection) {
        return statements.get(name).replace("<selected>", selection.condition());
    }

    private static String ofSelected(Statements statements, Selection selection, RowSnapshot.Extent extent) {
        return extent.isAlone()
                ? "true"
                : "p.observation_id IN (%s)".formatted(selected(statements, "selected_ids", selection));
    }

    private static Map<String, Object> parameters(String episode, Selection selection) {
        Map<String, Object> parameters = new HashMap<>(selection.parameters());
        parameters.put("episode_id", episode);
        return parameters;
    }

    private static void putRange(Map<String, Object> parameters, RowSnapshot.Extent extent) {
        parameters.put("first_id", extent.firstId());
        parameters.put("last_id", extent.lastId());
    }

    /** Returns the statement that writes the rows of this one to a Parquet file. */
    RowStatement copied(String copy, List<String> names, Path file, Map<String, String> metadata) {
        String columns = IntStream.range(0, names.size())
                .mapToObj(column -> "c%d AS \"%s\"".formatted(column, names.get(column)))
                .collect(Collectors.joining(", "));
        String pairs = metadata.entrySet().stream()
                .map(pair -> "\"%s\": '%s'".formatted(pair.getKey(), pair.getValue()))
                .collect(Collectors.joining(", "));
        String path = file.toString().replace("'", "''");
        return new RowStatement(
                copy.replace("<columns>", columns)
                        .replace("<rows>", text)
                        .replace("<file>", "'" + path + "'")
                        .replace("<metadata>", pairs),
                parameters);
    }

    String text() {
        return text;
    }

    /** Binds the parameters of the statement, whose text is used as it is. */
    <S extends SqlStatement<S>> S bind(S statement) {
        return statement.setTemplateEngine(TemplateEngine.NOP).bindMap(parameters);
    }

    /** Returns the command that copies the rows out of PostgreSQL; it can bind no parameters, so that their values are quoted. */
    String copiedOut(PGConnection connection) throws SQLException {
        Map<String, String> literals = new HashMap<>();
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            literals.put(parameter.getKey(), literal(parameter.getValue(), connection));
        }
        String rows = PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(literals.get(found.group(1)))));
        return "COPY (" + rows + ") TO STDOUT (FORMAT binary)";
    }

    private static String literal(Object value, PGConnection connection) throws SQLException {
        if (value instanceof String string) {
            return "'" + connection.escapeLiteral(string) + "'";
        }
        if (value instanceof String[] strings) {
            List<String> literals = new ArrayList<>();
            for (String string : strings) {
                literals.add(literal(string, connection));
            }
            return "CAST(ARRAY[" + String.join(", ", literals) + "] AS text[])";
        }
        return String.valueOf(((Number) value).longValue());
    }
}
