"""Logs of each format: what is read of a few lines."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from postmortems.evidence import Clock, LogEntry, Reading, Source, read_evidence


class Case(NamedTuple):
    format: str
    text: str
    first: str
    levels: list[str]
    last_message: str


CASES = {
    "zap": Case(
        "JSON lines",
        '{"level":"info","ts":1714557600.25,"logger":"http","msg":"ready"}\n'
        '{"level":"error","ts":1714557601.5,"msg":"no route"}\n',
        "2024-05-01T10:00:00.250000",
        ["info", "error"],
        "no route",
    ),
    "pino with its own level": Case(
        "JSON lines",
        '{"level":30,"time":1714557600000,"msg":"ready"}\n'
        '{"level":55,"time":1714557600500,"msg":"late"}\n',
        "2024-05-01T10:00:00",
        ["info", "55"],
        "late",
    ),
    "epoch in nanoseconds": Case(
        "JSON lines",
        '{"timestamp":1714557600000000000,"severity":"WARNING","message":"slow"}\n',
        "2024-05-01T10:00:00",
        ["WARNING"],
        "slow",
    ),
    "Elastic Common Schema": Case(
        "JSON lines",
        '{"@timestamp":"2024-05-01T10:00:00.000Z","log":{"level":"error"},"message":"down"}\n'
        '{"@timestamp":"2024-05-01T10:00:00.000Z","log.level":"warn","message":"slow"}\n',
        "2024-05-01T10:00:00",
        ["error", "warn"],
        "slow",
    ),
    "MongoDB": Case(
        "JSON lines",
        '{"t":{"$date":"2024-05-01T12:00:00.000+02:00"},"s":"W","c":"NETWORK","msg":"closed"}\n',
        "2024-05-01T10:00:00",
        ["warn"],
        "closed",
    ),
    "docker json-file with JSON of the application": Case(
        "JSON lines",
        '{"log":"{\\"level\\":\\"error\\",\\"msg\\":\\"boom\\"}\\n","stream":"stderr",'
        '"time":"2024-05-01T10:00:00.123456789Z"}\n'
        '{"log":"WARN slow query\\n","stream":"stdout","time":"2024-05-01T10:00:01Z"}\n',
        "2024-05-01T10:00:00.123456",
        ["error", "WARN"],
        "WARN slow query",
    ),
    "kubectl --timestamps before JSON": Case(
        "JSON lines",
        '2024-05-01T10:00:00.123456789Z {"level":"fatal","msg":"out of memory"}\n',
        "2024-05-01T10:00:00.123456",
        ["fatal"],
        "out of memory",
    ),
    "docker compose": Case(
        "JSON lines",
        'web-1  | {"time":"2024-05-01T10:00:00Z","level":"INFO","msg":"ready"}\n'
        'db-1   | {"time":"2024-05-01T10:00:01Z","level":"ERROR","msg":"refused"}\n',
        "2024-05-01T10:00:00",
        ["INFO", "ERROR"],
        "refused",
    ),
    "an array of Google Cloud": Case(
        "JSON lines",
        '[{"severity":"ERROR","textPayload":"503","timestamp":"2024-05-01T10:00:00Z"}]',
        "2024-05-01T10:00:00",
        ["ERROR"],
        "503",
    ),
    "an answer of Datadog": Case(
        "JSON lines",
        '{"data":[{"type":"log","attributes":{"timestamp":"2024-05-01T10:00:00.000Z",'
        '"status":"error","message":"boom","service":"web"}}]}',
        "2024-05-01T10:00:00",
        ["error"],
        "boom",
    ),
    "nginx combined": Case(
        "access log",
        '10.0.0.1 - - [01/May/2024:12:00:00 +0200] "GET / HTTP/1.1" 200 12 "-" "curl/8"\n'
        '10.0.0.1 - ann [01/May/2024:12:00:01 +0200] "POST /pay HTTP/1.1" 502 0 "-" "a \\"b\\""\n',
        "2024-05-01T10:00:00",
        ["info", "error"],
        "POST /pay HTTP/1.1 502",
    ),
    "Apache with virtual host": Case(
        "access log",
        'shop.example:443 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /x HTTP/2.0" 404 1\n',
        "2024-05-01T10:00:00",
        ["warning"],
        "GET /x HTTP/2.0 404",
    ),
    "IIS": Case(
        "W3C extended log",
        "#Software: Microsoft Internet Information Services 10.0\n"
        "#Fields: date time cs-method cs-uri-stem sc-status\n"
        "2024-05-01 10:00:00 GET /a 200\n"
        "#Fields: date time sc-status cs-uri-stem\n"
        "2024-05-01 10:00:01 500 /b\n",
        "2024-05-01T10:00:00",
        ["info", "error"],
        "/b 500",
    ),
    "RFC 5424": Case(
        "syslog (RFC 5424)",
        '<11>1 2024-05-01T10:00:00.003Z host app 12 ID47 [a@1 b="c ] \\" d"] disk full\n'
        "<14>1 2024-05-01T12:00:01+02:00 host app - - - back\n",
        "2024-05-01T10:00:00.003000",
        ["err", "info"],
        "back",
    ),
    "rsyslog": Case(
        "syslog (RFC 5424)",
        "2024-05-01T12:00:00.123456+02:00 web1 sshd[812]: error: kex failed\n",
        "2024-05-01T10:00:00.123456",
        ["error"],
        "error: kex failed",
    ),
    "Postgres": Case(
        "PostgreSQL log",
        "2024-05-01 10:00:00.120 UTC [12] app@shop ERROR:  deadlock detected\n"
        "2024-05-01 10:00:00.120 UTC [12] app@shop STATEMENT:  UPDATE a\n\tSET b = 1\n",
        "2024-05-01T10:00:00.120000",
        ["ERROR", "STATEMENT"],
        "UPDATE a\n\tSET b = 1",
    ),
    "MySQL slow queries": Case(
        "MySQL slow query log",
        "/usr/sbin/mysqld, Version: 8.0\n"
        "# Time: 2024-05-01T10:00:00.5Z\n# User@Host: app[app] @ [10.0.0.1]  Id: 7\n"
        "# Query_time: 3.1  Lock_time: 0\nSET timestamp=1714557600;\nSELECT 1;\n"
        "# User@Host: app[app] @ [10.0.0.1]  Id: 8\n# Query_time: 3.1  Lock_time: 0\nSELECT 2;\n",
        "2024-05-01T10:00:00.500000",
        ["", ""],
        "SELECT 2;",
    ),
    "logfmt": Case(
        "logfmt",
        'ts=2024-05-01T10:00:00.5Z level=warn msg="slow \\"x\\"" took=3s\n'
        "ts=2024-05-01T10:00:01Z caller=a.go:1 level=error err=EOF msg=failed\n",
        "2024-05-01T10:00:00.500000",
        ["warn", "error"],
        "failed",
    ),
    "Loki": Case(
        "Loki",
        '{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"web",'
        '"level":"error"},"values":[["1714557601000000000","boom"],["1714557600000000000","a"]]},'
        '{"stream":{},"values":[["1714557602000000000","{\\"level\\":\\"warn\\",'
        '\\"msg\\":\\"b\\"}"]]}]}}',
        "2024-05-01T10:00:01",
        ["error", "error", "warn"],
        "b",
    ),
    "Elasticsearch": Case(
        "Elasticsearch",
        '{"hits":{"total":{"value":7},"hits":[{"_id":"1","_source":{"@timestamp":'
        '"2024-05-01T10:00:00Z","log":{"level":"error"},"message":"down"}},'
        '{"_id":"2","fields":{"@timestamp":["2024-05-01T10:00:01Z"],"message":["up"]}}]}}',
        "2024-05-01T10:00:00",
        ["error", ""],
        "up",
    ),
    "OTLP": Case(
        "OTLP",
        '{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":'
        '{"stringValue":"cart"}}]},"scopeLogs":[{"logRecords":[{"timeUnixNano":"0",'
        '"observedTimeUnixNano":"1714557600000000000","severityNumber":17,'
        '"body":{"kvlistValue":{"values":[{"key":"status","value":{"intValue":"500"}}]}}}]}]}]}',
        "2024-05-01T10:00:00",
        ["error"],
        "status=500",
    ),
    "journald": Case(
        "journald",
        '{"__REALTIME_TIMESTAMP":"1714557600000000","PRIORITY":"3","MESSAGE":[104,105]}\n'
        '{"__REALTIME_TIMESTAMP":"1714557601000000","PRIORITY":"6","MESSAGE":"up"}\n',
        "2024-05-01T10:00:00",
        ["err", "info"],
        "up",
    ),
    "Kubernetes events": Case(
        "Kubernetes events",
        '{"kind":"List","items":[{"kind":"Event","involvedObject":{"kind":"Pod","name":"a"},'
        '"type":"Warning","reason":"BackOff","message":"m","firstTimestamp":null,'
        '"lastTimestamp":null,"eventTime":"2024-05-01T10:00:00.000000Z",'
        '"series":{"count":4,"lastObservedTime":"2024-05-01T10:05:00.000000Z"}}]}',
        "2024-05-01T10:00:00",
        ["Warning", "Warning"],
        "BackOff: m (4 times)",
    ),
}

TEXT = {
    "log4j": ("2024-05-01 10:00:00,250 ERROR [main] c.e.Shop: boom", ".250000", "ERROR"),
    "log4j in brackets": ("[2024-05-01T10:00:00,250][WARN ][o.e.n.Node] slow", ".250000", "WARN"),
    "logback": ("2024-05-01 10:00:00.250 [http-1] ERROR c.e.A - boom", ".250000", "ERROR"),
    "Spring": ("2024-05-01 10:00:00.250  WARN 1 --- [main] c.e.App : slow", ".250000", "WARN"),
    "Python": ("2024-05-01 10:00:00,250 - shop.pay - CRITICAL - boom", ".250000", "CRITICAL"),
    "Python with colons": ("2024-05-01 10:00:00,250:DEBUG:boom", ".250000", "DEBUG"),
    "Laravel": ("[2024-05-01 10:00:00] local.ERROR: boom", "", "ERROR"),
    "Spark": ("24/05/01 10:00:00 INFO Executor: running", "", "INFO"),
    "HDFS": ("240501 100000 148 WARN dfs.DataNode: gone", "", "WARN"),
    "Apache error": ("[Wed May 01 10:00:00 2024] [error] boom", "", "error"),
    "Apache 2.4": ("[Wed May 01 10:00:00.250000 2024] [core:crit] [pid 7] boom", ".250000", "crit"),
    "nginx error": ("2024/05/01 10:00:00 [emerg] 7#7: boom", "", "emerg"),
    "Go": ("2024/05/01 10:00:00 listening on :80", "", ""),
    "CSV": ('"2024-05-01 10:00:00","ERROR","web boom"', "", "ERROR"),
    "date": ("Wed May  1 10:00:00 UTC 2024: restart", "", ""),
    "afternoon": ("May 01, 2024 10:00:00.250 am c.e.A INFO run", ".250000", "INFO"),
    "Tomcat": ("01-May-2024 10:00:00.250 SEVERE [main] o.a.C boom", ".250000", "SEVERE"),
    "PHP-FPM": ("[01-May-2024 10:00:00] NOTICE: ready", "", "NOTICE"),
    "java.util.logging": ("May 01, 2024 10:00:00 AM c.e.A run\nSEVERE: boom", "", "SEVERE"),
    "Redis": ("1:M 01 May 2024 10:00:00.250 # low memory", ".250000", "#"),
    "Ruby": ("E, [2024-05-01T10:00:00.250000 #7] ERROR -- : boom", ".250000", "ERROR"),
    "Dropwizard": ("WARN  [2024-05-01 10:00:00,250] c.e.A: slow", ".250000", "WARN"),
    "level first": ("ERROR 2024-05-01 10:00:00,250 views 12 boom", ".250000", "ERROR"),
    "compact": ("20240501-10:00:00:250|Step|7|moved", ".250000", ""),
    "Windows": ("2024-05-01 10:00:00, Info                  CBS    Loaded", "", "Info"),
    "TAI64N": ("@40000000663212aa0ee6b280 tcpserver: status: 5/30", ".250000", ""),
    "milliseconds": ("1714557600250 started", ".250000", ""),
    "seconds": ("1714557600.250 120 10.0.0.1 TCP_MISS/200", ".250000", ""),
    "file name before": ("api.log.1 2024-05-01 10:00:00.250 7 INFO nova.api ok", ".250000", "INFO"),
    "MySQL error": ("2024-05-01T10:00:00.250Z 0 [Warning] [Server] old", ".250000", "Warning"),
    "CRI": ("2024-05-01T10:00:00.250000001Z stderr F ERROR boom", ".250000", "ERROR"),
    "old MongoDB": ("2024-05-01T10:00:00.250+0000 I NETWORK  [conn1] end", ".250000", "info"),
    "colours": ("\x1b[32m2024-05-01 10:00:00\x1b[0m \x1b[31mERROR\x1b[0m boom", "", "ERROR"),
}


def read(text: str | bytes, **clock: object) -> Reading:
    stored = text if isinstance(text, bytes) else text.encode()
    return read_evidence(Source("logs/app.log", stored, Clock(**clock)))  # type: ignore[arg-type]


def entries(reading: Reading) -> list[LogEntry]:
    assert reading.entries is not None
    return list(reading.entries())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_formats(case: Case) -> None:
    reading = read(case.text)
    logged = entries(reading)
    assert reading.format == case.format
    assert logged[0].time == datetime.fromisoformat(case.first).replace(tzinfo=UTC)
    assert [entry.level for entry in logged] == case.levels
    assert logged[-1].message == case.last_message
    assert reading.has_zone and reading.has_year


@pytest.mark.parametrize(("line", "fraction", "level"), TEXT.values(), ids=TEXT)
def test_text_of_frameworks(line: str, fraction: str, level: str) -> None:
    reading = read(f"{line}\n    at com.example.Shop.pay(Shop.java:7)\n\n{line}\n")
    first, second = entries(reading)
    assert reading.format == "text log"
    assert first.time == datetime.fromisoformat(f"2024-05-01T10:00:00{fraction}+00:00")
    assert (first.level, second.level) == (level, level)
    assert first.message.endswith("\n    at com.example.Shop.pay(Shop.java:7)")
    assert first.line == 1
