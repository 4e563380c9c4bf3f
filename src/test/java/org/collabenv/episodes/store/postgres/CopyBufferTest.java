package org.collabenv.episodes.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The bytes of binary COPY, as a real server reads them. */
class CopyBufferTest {

    private static final TestPostgres.Database DATABASE = TestPostgres.newDatabase();

    @SuppressWarnings("NullAway.Init") // by connect
    private static Connection connection;

    private final CopyBuffer buffer = new CopyBuffer();
    private final Tables tables = new Tables(DATABASE::connect);

    @BeforeAll
    static void connect() throws SQLException {
        connection = DATABASE.connect();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void numbersArriveBitForBit() throws SQLException {
        tables.execute("CREATE TABLE numbers (i integer, l bigint, d double precision)");
        for (double value : new double[] {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, 0.1}) {
            buffer.row(3);
            buffer.intField(Integer.MIN_VALUE);
            buffer.longField(Long.MAX_VALUE);
            buffer.doubleField(value);
        }

        assertThat(buffer.send(copy(), "COPY numbers FROM STDIN (FORMAT binary)"))
                .isEqualTo(5);

        assertThat(tables.rows("SELECT i, l, d FROM numbers ORDER BY d"))
                .containsExactly(
                        "-2147483648 9223372036854775807 -Infinity",
                        "-2147483648 9223372036854775807 -0.0",
                        "-2147483648 9223372036854775807 4.9E-324",
                        "-2147483648 9223372036854775807 0.1",
                        "-2147483648 9223372036854775807 1.7976931348623157E308");
    }

    @Test
    void textsOfEveryWidthAndMissingValuesArrive() throws SQLException {
        tables.execute("CREATE TABLE texts (t text, d double precision)");
        String text = "aß€\uD83D\uDC1F\n\t\\N";
        buffer.row(2);
        buffer.textField(("xx" + text + "xx").toCharArray(), 2, 2 + text.length());
        buffer.doubleField(Double.NaN);
        buffer.row(2);
        buffer.nullField();
        buffer.doubleField(1);

        assertThat(buffer.send(copy(), "COPY texts FROM STDIN (FORMAT binary)")).isEqualTo(2);

        assertThat(tables.rows("SELECT t, d FROM texts ORDER BY d")).containsExactly("null 1.0", text + " null");
    }

    @Test
    void arraysArriveWithTheirHoles() throws SQLException {
        tables.execute("CREATE TABLE arrays (n double precision[], t text[])");
        buffer.row(2);
        int numbers = buffer.beginArray(CopyBuffer.FLOAT8, 3, true);
        buffer.doubleField(1.5);
        buffer.doubleField(Double.NaN);
        buffer.doubleField(-2);
        buffer.endArray(numbers);
        int texts = buffer.beginArray(CopyBuffer.TEXT, 1, false);
        buffer.textField("a,\"b\"".toCharArray(), 0, 5);
        buffer.endArray(texts);

        assertThat(buffer.send(copy(), "COPY arrays FROM STDIN (FORMAT binary)"))
                .isEqualTo(1);

        assertThat(tables.rows("SELECT n[1], n[2], n[3], t[1] FROM arrays"))
                .isEqualTo(List.of("1.5 null -2.0 a,\"b\""));
    }

    @Test
    void bufferIsEmptyAfterItWasSent() throws SQLException {
        tables.execute("CREATE TABLE once (i integer)");
        buffer.row(1);
        buffer.intField(1);

        buffer.send(copy(), "COPY once FROM STDIN (FORMAT binary)");

        assertThat(buffer.isEmpty()).isTrue();
        assertThat(tables.number("SELECT count(*) FROM once")).isEqualTo(1);
    }

    private static CopyManager copy() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
