using HelloMeme.Media.Xmp;

namespace HelloMeme.Media;

/// <summary>What a file says about its making: the IPTC digital source type (a URL) and our recipe as JSON.</summary>
public sealed record ProvenanceRecord(string DigitalSourceType, string? Recipe);

/// <summary>Marks PNG, JPEG, WebP, GIF and MP4 as composed or made by a machine, in XMP where other programs look for it, and reads it back.
/// Every file the studio writes goes through here.</summary>
public static class Provenance
{
    /// <summary>IPTC NewsCodes: "composite including synthetic elements".</summary>
    public const string CompositeSynthetic = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";

    /// <summary>IPTC NewsCodes: "created using generative AI".</summary>
    public const string TrainedAlgorithmicMedia = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>Adds the mark, and the recipe (JSON) when there is one, to a file in place.</summary>
    /// <exception cref="InvalidDataException">Not one of the five formats, broken, or marked already.</exception>
    /// <exception cref="ArgumentException">The recipe is not JSON or longer than 4 MB (in a JPEG 64 KB).</exception>
    public static void Embed(string path, string? recipe, string sourceType = CompositeSynthetic)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        Embed(file, recipe, sourceType);
    }

    public static byte[] Embed(ReadOnlySpan<byte> file, string? recipe, string sourceType = CompositeSynthetic)
    {
        using var copy = new MemoryStream(file.Length + 4096);
        copy.Write(file);
        Embed(copy, recipe, sourceType);
        return copy.ToArray();
    }

    /// <summary>Takes the recipe out of a file in place and leaves the mark: a packet of the same length without it, so that nothing else moves.</summary>
    /// <exception cref="InvalidDataException">The file carries no mark of ours.</exception>
    public static void StripRecipe(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var container = ContainerOf(file);
        if (container?.Find(file) is not { } packet || XmpPacket.Parse(packet) is not { } record) throw new InvalidDataException("The file carries no provenance.");
        if (record.Recipe is null) return;
        file.Position -= packet.Length; // every Find leaves the stream behind the packet
        file.Write(XmpPacket.Build(record.DigitalSourceType, recipe: null, packet.Length));
        container.Seal?.Invoke(file, packet.Length);
    }

    /// <summary>Null when the file carries no such mark, is of another kind, or is damaged. Safe on any bytes.</summary>
    public static ProvenanceRecord? Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    public static ProvenanceRecord? Read(Stream file)
    {
        try
        {
            return ContainerOf(file)?.Find(file) is { } packet ? XmpPacket.Parse(packet) : null;
        }
        catch (Exception damage) when (damage is EndOfStreamException or InvalidDataException)
        {
            return null;
        }
    }

    private static void Embed(Stream file, string? recipe, string sourceType)
    {
        var container = ContainerOf(file) ?? throw new InvalidDataException("Only PNG, JPEG, WebP, GIF and MP4 can carry provenance.");
        if (container.Find(file) is not null) throw new InvalidDataException("The file carries an XMP packet already.");
        container.Add(file, XmpPacket.Build(sourceType, recipe));
    }

    private static XmpContainer? ContainerOf(Stream file)
    {
        var head = new byte[12];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, false);
        if (length < head.Length) return null;
        if (head.AsSpan(4, 4).SequenceEqual("ftyp"u8)) return new XmpContainer(Mp4Xmp.Find, Mp4Xmp.Add);
        return ImageSignature.Find(head) switch
        {
            ImageFormat.Png => new XmpContainer(PngXmp.Find, PngXmp.Add, PngXmp.Seal),
            ImageFormat.Jpeg => new XmpContainer(JpegXmp.Find, JpegXmp.Add),
            ImageFormat.WebP => new XmpContainer(WebPXmp.Find, WebPXmp.Add),
            ImageFormat.Gif => new XmpContainer(GifXmp.Find, GifXmp.Add),
            _ => null,
        };
    }

    // Find: the packet or null, the stream behind it; EndOfStreamException or InvalidDataException when damaged. Add: after Find said null.
    // Seal: what follows from changed packet bytes, the stream behind the packet of that length.
    private sealed record XmpContainer(Func<Stream, byte[]?> Find, Action<Stream, byte[]> Add, Action<Stream, int>? Seal = null);
}
