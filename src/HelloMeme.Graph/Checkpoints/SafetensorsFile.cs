using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.MemoryMappedFiles;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>An open safetensors file: 8 bytes of header length, a JSON header, raw tensors. Mapped, not read; a .gz is unpacked into memory.
/// Tensors are valid until it is disposed.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const long LargestUnpacked = 512L << 20;
    private readonly MemoryMappedFile? _mapping;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly Dictionary<string, long> _offsets;

    private SafetensorsFile(string identity, SafetensorsHeader header, long dataStart, byte[]? bytes, MemoryMappedFile? mapping, MemoryMappedViewAccessor? view)
    {
        (_mapping, _view) = (mapping, view);
        _offsets = header.Entries.ToDictionary(e => e.Key, e => dataStart + e.Begin, StringComparer.Ordinal);
        Metadata = header.Metadata;
        Tensors = header.Entries.ToDictionary(e => e.Key, e => new StoredTensor(identity, e.Key, e.Type, e.Shape, Slice(e)), StringComparer.Ordinal);

        ReadOnlyMemory<byte> Slice(SafetensorsHeader.Entry e) => bytes is not null
            ? bytes.AsMemory((int)(dataStart + e.Begin), (int)(e.End - e.Begin))
            : e.End == e.Begin ? default : new MappedMemory(view!, dataStart + e.Begin, (int)(e.End - e.Begin)).Memory;
    }

    /// <summary>Free texts of the file's maker.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>Byte in the (unpacked) file where a tensor starts.</summary>
    public long OffsetOf(string key) => _offsets[key];

    /// <param name="path">A .safetensors file, or one compressed as .gz (small ones: it is unpacked into memory).</param>
    /// <param name="identity">Lasting name of the content, such as its SHA-256; the path where nothing is kept of it.</param>
    /// <exception cref="CheckpointException">Not a sound safetensors file; says what is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Open(string path, string? identity = null)
    {
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return FromBytes(Path.GetFileName(path), identity ?? path, Unpack(path));
        var name = Path.GetFileName(path);
        var handle = File.OpenHandle(path);
        MemoryMappedFile? mapping = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            var length = RandomAccess.GetLength(handle); // of the file itself where the path is a link
            if (length < 8) throw TooShort(name);
            mapping = MemoryMappedFile.CreateFromFile(handle, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            var headerLength = HeaderLength(name, view.ReadUInt64(0), length);
            var header = new byte[headerLength];
            view.ReadArray(8, header, 0, header.Length);
            return new SafetensorsFile(identity ?? path, SafetensorsHeader.Read(name, header, length - 8 - headerLength), 8 + headerLength, null, mapping, view);
        }
        catch
        {
            view?.Dispose();
            mapping?.Dispose();
            handle.Dispose();
            throw;
        }
    }

    /// <summary>A file already in memory.</summary>
    /// <exception cref="CheckpointException">As <see cref="Open"/>.</exception>
    public static SafetensorsFile FromBytes(string name, string identity, byte[] bytes)
    {
        if (bytes.Length < 8) throw TooShort(name);
        var headerLength = HeaderLength(name, BinaryPrimitives.ReadUInt64LittleEndian(bytes), bytes.Length);
        var header = SafetensorsHeader.Read(name, bytes.AsSpan(8, headerLength), bytes.Length - 8 - headerLength);
        return new SafetensorsFile(identity, header, 8 + headerLength, bytes, null, null);
    }

    public void Dispose()
    {
        _view?.Dispose();
        _mapping?.Dispose();
    }

    private static int HeaderLength(string name, ulong length, long fileLength) =>
        length <= SafetensorsHeader.LargestHeader && (long)length <= fileLength - 8
            ? (int)length
            : throw new CheckpointException($"{name} is not a safetensors file or is cut short: its header would be {length} bytes long in a file of {fileLength}.");

    private static CheckpointException TooShort(string name) => new($"{name} is not a safetensors file: it is shorter than its header; download it again.");

    private static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];
        try
        {
            for (int count; (count = gzip.Read(block)) > 0;)
            {
                if (bytes.Length + count > LargestUnpacked) throw new CheckpointException($"{Path.GetFileName(path)} unpacks to more than {LargestUnpacked >> 20} MB: unpack it yourself and use the .safetensors file.");
                bytes.Write(block, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            throw new CheckpointException($"{Path.GetFileName(path)} is not a sound gzip file; download it again.");
        }

        return bytes.ToArray();
    }
}
