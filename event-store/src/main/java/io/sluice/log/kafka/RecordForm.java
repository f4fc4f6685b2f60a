package io.sluice.log.kafka;

import io.sluice.log.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Between our records and Kafka's: nothing is added, left out or judged. */
final class RecordForm {

    private RecordForm() {}

    static ProducerRecord<byte[], byte[]> toKafka(String topic, int partition, RawRecord record) {
        List<Header> headers = new ArrayList<>(record.headers().size());
        for (RawRecord.Header header : record.headers()) {
            headers.add(new RecordHeader(header.name(), header.value()));
        }
        return new ProducerRecord<>(topic, partition, record.key(), record.value(), headers);
    }

    static RawRecord fromKafka(ConsumerRecord<byte[], byte[]> record) {
        List<RawRecord.Header> headers = new ArrayList<>(2);
        for (Header header : record.headers()) {
            headers.add(new RawRecord.Header(header.key(), header.value()));
        }
        return new RawRecord(record.offset(), record.key(), record.value(), headers);
    }
}
