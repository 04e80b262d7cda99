using System.Buffers.Binary;
using HelloMeme.Media;
using ImageMagick;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class FrameCodecTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_exif_orientation_comes_out_upright(int orientation)
    {
        // Magick turns the other way round: what it stores under this tag, AutoOrient brings back.
        using var upright = Corners(48, 32);
        using var stored = Stored(upright, orientation);
        foreach (var format in (MagickFormat[])[MagickFormat.Jpeg, MagickFormat.Tiff])
        {
            using var image = (MagickImage)stored.Clone();
            image.Orientation = (Orientation)orientation;
            if (format is MagickFormat.Jpeg) image.SetProfile(Exif(orientation));
            var bytes = image.ToByteArray(format);

            var probe = ImageProbe.Read(bytes);
            using var frame = FrameCodec.Decode(bytes);

            Assert.Equal((orientation, 48, 32), (probe.Orientation, probe.Width, probe.Height));
            Assert.Equal((48, 32), (frame.Width, frame.Height));
            AssertCorners(frame);
        }
    }

    [Theory]
    [InlineData(MagickFormat.Jpeg, ImageFormat.Jpeg)]
    [InlineData(MagickFormat.Png, ImageFormat.Png)]
    [InlineData(MagickFormat.WebP, ImageFormat.WebP)]
    [InlineData(MagickFormat.Gif, ImageFormat.Gif)]
    [InlineData(MagickFormat.Avif, ImageFormat.Avif)]
    [InlineData(MagickFormat.Tiff, ImageFormat.Tiff)]
    public void Every_format_is_known_by_its_bytes_and_read(MagickFormat written, ImageFormat format)
    {
        using var upright = Corners(96, 64);
        var bytes = upright.ToByteArray(written);

        var probe = ImageProbe.Read(bytes);
        using var frame = FrameCodec.Decode(bytes);
        using var small = FrameCodec.Decode(bytes, new DecodeOptions { MaxSide = 24 });

        Assert.Equal((format, 96, 64, 1), (probe.Format, probe.Width, probe.Height, probe.Frames));
        AssertCorners(frame);
        Assert.Equal((24, 16), (small.Width, small.Height));
        AssertCorners(small);
    }

    [Theory]
    [InlineData(MagickFormat.Jpeg)]
    [InlineData(MagickFormat.Png)]
    [InlineData(MagickFormat.WebP)]
    [InlineData(MagickFormat.Gif)]
    [InlineData(MagickFormat.Avif)]
    [InlineData(MagickFormat.Tiff)]
    public void A_file_cut_short_is_named_wherever_it_is_cut(MagickFormat written)
    {
        using var random = new Frame(160, 120);
        new Random(5).NextBytes(random.Pixels);
        using var noise = new MagickImage(FrameCodec.EncodePng(random));
        var bytes = noise.ToByteArray(written);
        Assert.True(bytes.Length > 2000);
        foreach (var share in (double[])[.98, .7, .4, .1, .06])
        {
            var fault = Assert.Throws<UserFaultException>(() => FrameCodec.Decode(bytes.AsSpan(0, (int)(bytes.Length * share))).Dispose());
            Assert.True(fault.Code == "truncated", $"{share:P0}: {fault.Code}");
        }
    }

    [Fact]
    public void What_is_no_picture_is_named()
    {
        foreach (var bytes in (byte[][])[[], "hello, this is text"u8.ToArray(), "RIFF\0\0\0\0WAVE...."u8.ToArray(), new byte[5000]])
            Assert.Equal("not-an-image", Assert.Throws<UserFaultException>(() => FrameCodec.Decode(bytes)).Code);
    }

    [Fact]
    public void Bombs_are_refused_by_their_header()
    {
        Assert.Equal("too-many-pixels", Assert.Throws<UserFaultException>(() => FrameCodec.Decode(PngHeader(30_000, 30_000))).Code);
        Assert.Equal("too-many-pixels", Assert.Throws<UserFaultException>(() => FrameCodec.Decode(PngHeader(640_001, 100))).Code);
        using var tiff = new MagickImage(MagickColors.White, 9000, 9000) { ColorType = ColorType.Bilevel };
        tiff.Settings.Compression = CompressionMethod.Group4;
        Assert.Equal("too-many-pixels", Assert.Throws<UserFaultException>(() => FrameCodec.Decode(tiff.ToByteArray(MagickFormat.Tiff))).Code);
    }

    [Fact]
    public void Heic_is_off_until_switched_on()
    {
        byte[] head = [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8, .. new byte[40]];
        Assert.Equal("heic-off", Assert.Throws<UserFaultException>(() => ImageProbe.Read(head)).Code);
        Assert.Equal("truncated", Assert.Throws<UserFaultException>(() => ImageProbe.Read(head, new DecodeOptions { AllowHeic = true })).Code);
    }

    [Fact]
    public void Transparency_is_laid_on_white()
    {
        using var image = new MagickImage(new MagickColor(255, 0, 0, 0), 4, 4);
        using var frame = FrameCodec.Decode(image.ToByteArray(MagickFormat.Png));
        Assert.All(frame.Pixels.ToArray(), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_wide_gamut_picture_is_brought_to_srgb()
    {
        using var image = new MagickImage(new MagickColor(200, 100, 50), 8, 8);
        image.SetProfile(ColorProfiles.SRGB);
        Assert.True(image.TransformColorSpace(ColorProfiles.AdobeRGB1998));
        foreach (var format in (MagickFormat[])[MagickFormat.Png, MagickFormat.Tiff])
        {
            using var frame = FrameCodec.Decode(image.ToByteArray(format));
            Assert.InRange((int)frame.Pixels[0], 197, 203);
            Assert.InRange((int)frame.Pixels[1], 97, 103);
            Assert.InRange((int)frame.Pixels[2], 47, 53);
        }
    }

    [Fact]
    public void Encoders_give_back_the_picture()
    {
        using var sent = Scratch.Moving(90, 60, 4);
        using var png = FrameCodec.Decode(FrameCodec.EncodePng(sent));
        Assert.True(png.Pixels.SequenceEqual(sent.Pixels));
        using var jpeg = FrameCodec.Decode(FrameCodec.EncodeJpeg(sent));
        using var webp = FrameCodec.Decode(FrameCodec.EncodeWebP(sent));
        Assert.InRange(MeanDifference(jpeg, sent), .01, 4);
        Assert.InRange(MeanDifference(webp, sent), .01, 4);
    }

    private static double MeanDifference(Frame a, Frame b) => Enumerable.Range(0, a.ByteCount).Average(i => Math.Abs(a.Pixels[i] - b.Pixels[i]));

    // Red, green, blue and white quarters: clockwise from the top left.
    private static MagickImage Corners(int width, int height)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                byte[] colour = (x < width / 2, y < height / 2) switch { (true, true) => [255, 0, 0], (false, true) => [0, 255, 0], (false, false) => [0, 0, 255], _ => [255, 255, 255] };
                colour.CopyTo(frame.Row(y)[(x * 3)..]);
            }

        return new MagickImage(FrameCodec.EncodePng(frame));
    }

    private static void AssertCorners(Frame frame)
    {
        int right = frame.Width * 3 / 4, bottom = frame.Height * 3 / 4, left = frame.Width / 4, top = frame.Height / 4;
        AssertColour(255, 0, 0, frame.Row(top).Slice(left * 3, 3));
        AssertColour(0, 255, 0, frame.Row(top).Slice(right * 3, 3));
        AssertColour(0, 0, 255, frame.Row(bottom).Slice(right * 3, 3));
        AssertColour(255, 255, 255, frame.Row(bottom).Slice(left * 3, 3));
    }

    private static void AssertColour(int r, int g, int b, ReadOnlySpan<byte> pixel)
    {
        var distance = Math.Abs(pixel[0] - r) + Math.Abs(pixel[1] - g) + Math.Abs(pixel[2] - b);
        Assert.True(distance < 60, $"({r}, {g}, {b}) expected, ({pixel[0]}, {pixel[1]}, {pixel[2]}) found");
    }

    // The stored picture from which a viewer that obeys the tag makes the upright one (EXIF 2.3, tag 0x0112).
    private static MagickImage Stored(MagickImage upright, int orientation)
    {
        var image = (MagickImage)upright.Clone();
        if (orientation is 2 or 4 or 5 or 7) image.Flop();
        var turn = orientation switch { 3 => 180, 4 => 180, 5 => 270, 6 => 270, 7 => 90, 8 => 90, _ => 0 };
        if (turn != 0) image.Rotate(turn);
        image.ResetPage();
        return image;
    }

    private static ExifProfile Exif(int orientation)
    {
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Orientation, (ushort)orientation);
        return exif;
    }

    private static byte[] PngHeader(int width, int height)
    {
        using var tiny = new Frame(1, 1);
        var png = FrameCodec.EncodePng(tiny);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = crc >> 1 ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
