using System.Buffers.Binary;
using System.Text;
using CsCheck;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Checkpoints;

public sealed class SafetensorsFileTests
{
    private const string A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    [Theory]
    [InlineData("", 8, "")]
    [InlineData("{}", 8, "")]
    [InlineData("{" + A + "}   ", 8, "a")]
    [InlineData("{\"__metadata__\":{\"format\":\"pt\"}," + A + "}", 8, "a")]
    [InlineData("{\"empty\":{\"dtype\":\"F16\",\"shape\":[0,3],\"data_offsets\":[8,8]}," + A + "}", 8, "a empty")]
    [InlineData("{\"s\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8],\"more\":[{}]}}", 8, "s")]
    public void Sound_headers_are_read(string header, int dataLength, string keys)
    {
        using var file = Read(Bytes(header.Length == 0 ? "{}" : header, dataLength));
        Assert.Equal(keys, string.Join(' ', file.Tensors.Keys.Order(StringComparer.Ordinal)));
        AssertSound(file, dataLength);
    }

    [Theory]
    [InlineData("{" + A + "}", 7, "bytes 0 to 8, but holds only 7")]
    [InlineData("{" + A + "," + A + "}", 8, "'a' twice")]
    [InlineData("{" + A + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "dtype of 'a' twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "shape of 'a' twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"data_offsets\":[0,8]}}", 8, "data_offsets of 'a' twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,8]}}", 8, "takes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976,1152921504606846976,16],\"data_offsets\":[0,0]}}", 8, "takes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976,0],\"data_offsets\":[0,0]}}", 8, "takes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}", 8, "takes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}", 8, "JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", 8, "places")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "places")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775807,9223372036854775807]}}", 8, "places")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,16]}}", 8, "lacks")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551616]}}", 8, "JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}", 8, "JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":\"2\",\"data_offsets\":[0,8]}}", 8, "JSON")]
    [InlineData("{\"a\":{\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "JSON")]
    [InlineData("{\"a\":{\"dtype\":null,\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "lacks")]
    [InlineData("{\"a\":{\"dtype\":\"F32,F16\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "not supported")]
    [InlineData("{\"a\":{\"dtype\":\"1\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "not supported")]
    [InlineData("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}", 8, "F8_E4M3, which is not supported")]
    [InlineData("{\"a\":[]}", 8, "JSON")]
    [InlineData("{\"__metadata__\":7," + A + "}", 8, "JSON")]
    [InlineData("{\"__metadata__\":{\"n\":1}," + A + "}", 8, "JSON")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", 8, "twice")]
    [InlineData("{" + A, 8, "JSON")]
    [InlineData("{" + A + "}{}", 8, "JSON")]
    [InlineData("{" + A + "}\0", 8, "JSON")]
    [InlineData("[]", 8, "JSON")]
    [InlineData("   ", 8, "JSON")]
    [InlineData("{\"\\ud800\":{}}", 8, "JSON")]
    public void Hostile_headers_are_named_faults(string header, int dataLength, string says)
    {
        var fault = Assert.Throws<CheckpointException>(() => Read(Bytes(header, dataLength)));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("net.safetensors ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1_000UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void A_header_length_beyond_the_file_is_a_named_fault(ulong length)
    {
        var bytes = Bytes("{" + A + "}", 8);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Throws<CheckpointException>(() => Read(bytes));
        Assert.Throws<CheckpointException>(() => Map(bytes));
    }

    [Fact]
    public void A_file_cut_anywhere_is_a_named_fault()
    {
        var whole = Bytes("{" + A + ",\"b\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[8,16]}}", 16);
        for (var length = 0; length < whole.Length; length++) Assert.Throws<CheckpointException>(() => Read(whole[..length]));
        Assert.Throws<CheckpointException>(() => Map(whole[..^1]));
        Assert.Throws<CheckpointException>(() => Map([]));
    }

    /// <summary>Entries drawn from what makes headers go wrong: sizes and offsets near the limits, repeated keys, odd types.</summary>
    [Fact]
    public void Drawn_headers_are_sound_or_named_faults()
    {
        var number = Gen.OneOf<long>(Gen.Long[-2, 40], Gen.OneOf<long>(0, 8, 16, int.MaxValue, 1L << 60, long.MaxValue, long.MinValue));
        var type = Gen.OneOf<string>("F32", "F16", "I64", "U8", "BOOL", "F64", "Q4");
        var entry = Gen.Select(Gen.OneOf<string>("a", "b", "c", "d", "__metadata__"), type, number.Array[0, 3], number, number,
            (key, dtype, shape, begin, end) => $"\"{key}\":{{\"dtype\":\"{dtype}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{begin},{end}]}}");
        var sound = Gen.Select(Gen.Int[0, 4], Gen.OneOf<string>("a", "b", "c"), (place, key) => $"\"{key}\":{{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[{place * 8},{place * 8 + 8}]}}");
        var (soundFiles, faults) = (0, 0);
        Gen.OneOf(entry, sound, sound, sound).Array[0, 4].Sample(entries =>
        {
            if (TryRead(Bytes($"{{{string.Join(',', entries)}}}", 40), 40)) Interlocked.Increment(ref soundFiles);
            else Interlocked.Increment(ref faults);
        }, iter: 20_000);
        Assert.True(soundFiles > 500 && faults > 500, $"{soundFiles} sound, {faults} faults: the draws reach only one side");
    }

    [Fact]
    public void Changed_bytes_are_sound_or_named_faults()
    {
        var whole = Bytes("{\"__metadata__\":{\"format\":\"pt\"}," + A + ",\"b.c\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[8,16]}}  ", 16);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (place, value) in changes) bytes[place] = value;
            TryRead(bytes, 16);
        }, iter: 20_000);
        Gen.Byte.Array[0, 200].Sample(bytes => { TryRead(bytes, bytes.Length); }, iter: 5_000);
    }

    [Fact]
    public void Changed_mapped_files_are_sound_or_named_faults()
    {
        var whole = Bytes("{" + A + ",\"b\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[8,16]}}", 16);
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors");
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = 0; change <= round % 3; change++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, round % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                using var file = SafetensorsFile.Open(path);
                AssertSound(file, 16);
            }
            catch (CheckpointException)
            {
                // The other allowed end.
            }
        }
    }

    [Fact]
    public void A_bad_gzip_file_is_a_named_fault()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors.gz");
        File.WriteAllBytes(path, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        Assert.Contains("gzip", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_files_are_read_back_aligned()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors");
        SafetensorsWriter.Write(path,
        [
            new TensorToWrite("odd", StoredType.F16, [3], bytes => bytes.Fill(1)),
            new TensorToWrite("count", StoredType.I64, [], bytes => bytes[0] = 7),
            new TensorToWrite("empty", StoredType.F32, [0, 4], _ => { }),
            new TensorToWrite("wide", StoredType.F32, [2, 2], bytes => bytes.Fill(2)),
        ], new Dictionary<string, string>(StringComparer.Ordinal) { ["made by"] = "a \"test\"" });
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(0, (8 + BinaryPrimitives.ReadInt64LittleEndian(bytes)) % 64);
        using var file = SafetensorsFile.Open(path);
        AssertSound(file, 30);
        Assert.Equal("a \"test\"", file.Metadata["made by"]);
        Assert.Equal(["count", "empty", "odd", "wide"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(7, file.Tensors["count"].Data.Span[0]);
        Assert.Equal([2L, 2], file.Tensors["wide"].Shape);
        Assert.All(file.Tensors["wide"].Data.ToArray(), b => Assert.Equal(2, b));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors");
        File.WriteAllText(path, "old");
        var broken = new TensorToWrite("a", StoredType.F32, [1], _ => throw new InvalidOperationException("broken"));
        Assert.Throws<InvalidOperationException>(() => SafetensorsWriter.Write(path, [broken]));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal("old", File.ReadAllText(path));
    }

    private static byte[] Bytes(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }

    private static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.FromBytes("net.safetensors", "net", bytes);

    private static SafetensorsFile Map(byte[] bytes)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors");
        File.WriteAllBytes(path, bytes);
        return SafetensorsFile.Open(path);
    }

    private static bool TryRead(byte[] bytes, int dataLength)
    {
        try
        {
            using var file = Read(bytes);
            AssertSound(file, dataLength);
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    /// <summary>Every tensor has the bytes its shape takes, all can be touched, and together they are no more than the file holds.</summary>
    private static void AssertSound(SafetensorsFile file, int dataLength)
    {
        long total = 0;
        foreach (var tensor in file.Tensors.Values)
        {
            var expected = tensor.Shape.Aggregate((long)tensor.Type.Size(), (bytes, size) => checked(bytes * size));
            Assert.Equal(expected, tensor.Data.Length);
            foreach (var b in tensor.Data.Span) total += b & 0;
            total += tensor.Data.Length;
        }

        Assert.True(total <= dataLength, $"{total} bytes of tensors in {dataLength}");
    }
}
