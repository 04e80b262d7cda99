using System.Buffers.Binary;
using System.Diagnostics;
using HelloMeme.Media;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Pictures and clips made on the spot.</summary>
public static class TestFiles
{
    /// <summary>A gradient whose bytes depend on the seed.</summary>
    public static byte[] Png(int width = 320, int height = 240, int seed = 1)
    {
        using var frame = Gradient(width, height, seed);
        return FrameCodec.EncodePng(frame);
    }

    /// <summary>A JPEG whose Exif block describes it with the given text and says that it was taken in the north.</summary>
    public static byte[] JpegWithPlace(string secret)
    {
        using var frame = Gradient(320, 240, 3);
        return JpegWithPlace(secret, frame);
    }

    public static byte[] JpegWithPlace(string secret, Frame picture)
    {
        var jpeg = FrameCodec.EncodeJpeg(picture);
        var text = System.Text.Encoding.ASCII.GetBytes(secret + "\0");
        var gps = 38 + text.Length;
        // Little-endian TIFF: directory 0 at 8 with ImageDescription and a pointer to the GPS directory, which holds GPSLatitudeRef "N".
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0, .. Entry(0x010E, 2, text.Length, 38), .. Entry(0x8825, 4, 1, gps), 0, 0, 0, 0,
            .. text, 1, 0, .. Entry(1, 2, 2, 'N'), 0, 0, 0, 0,
        ];
        var length = tiff.Length + 8;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, .. jpeg[2..]];
    }

    /// <summary>A PNG header that promises far more pixels than anyone should decode.</summary>
    public static byte[] PixelBomb()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, 60_000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 60_000);
        header[8] = 8;
        header[9] = 2;
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, new byte[64]), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A small clip of moving bars, made by ffmpeg.</summary>
    public static async Task<byte[]> ClipAsync(int seconds, int rate)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "clip.mp4");
        using var process = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", $"testsrc=size=160x120:rate={rate}:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", file]);
        await process.WaitForExitAsync();
        return await File.ReadAllBytesAsync(file);
    }

    /// <summary>A WAV of one channel: silence, but for a tone between two seconds.</summary>
    public static byte[] Wave(int seconds, int rate, double from = 0, double to = 0)
    {
        var samples = new short[seconds * rate];
        for (var i = (int)(from * rate); i < (int)(to * rate); i++) samples[i] = (short)(16_000 * Math.Sin(2 * Math.PI * 440 * i / rate));
        return Wave(samples, rate);
    }

    public static byte[] Wave(short[] samples, int rate)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + 2 * samples.Length);
        writer.Write("WAVEfmt "u8);
        foreach (var number in (int[])[16, 1 | (1 << 16), rate, 2 * rate, 2 | (16 << 16)]) writer.Write(number);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()));
        return file.ToArray();
    }

    private static Frame Gradient(int width, int height, int seed)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < width; x++)
            {
                row[x * 3] = (byte)(x * 255 / width);
                row[x * 3 + 1] = (byte)(y * 255 / height);
                row[x * 3 + 2] = (byte)(seed * 37);
            }
        }

        return frame;
    }

    private static byte[] Entry(int tag, int type, int count, int value)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteInt16LittleEndian(entry, unchecked((short)tag));
        BinaryPrimitives.WriteInt16LittleEndian(entry.AsSpan(2), (short)type);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), count);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), value);
        return entry;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        byte[] body = [.. name, .. data];
        var chunk = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    // Source: PNG specification, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
