using CsCheck;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class ProvenanceTests : IDisposable
{
    private const string Recipe = "{\"engine\":\"draft\",\"text\":\"<ü & \\\"漢\\\"> ]]>\\r\\n😀\",\n\t\"seed\":7}";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.webp")]
    [InlineData("a.gif")]
    public async Task Films_carry_mark_and_recipe_and_still_play(string name)
    {
        var path = _scratch.Path(name);
        await VideoWriter.WriteAsync(Scratch.Film(64, 48, 6), path, new VideoWriteOptions(10) { Recipe = Recipe }, Cancel);

        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, Recipe), Provenance.Read(path));
        if (name.EndsWith(".webp")) using (var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(path, Cancel))) Assert.Equal(64, frame.Width);
        else Assert.Equal(6, (await VideoInfo.ReadAsync(path, Cancel)).FrameCount);
    }

    [Fact]
    public async Task A_film_without_a_recipe_is_marked_all_the_same()
    {
        var path = _scratch.Path("a.gif");
        await VideoWriter.WriteAsync(Scratch.Film(16, 16, 1), path, new VideoWriteOptions(10), Cancel);
        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, null), Provenance.Read(path));
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.webp")]
    [InlineData("a.gif")]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    public async Task Recipe_can_be_taken_out_and_the_mark_stays(string name)
    {
        var path = _scratch.Path(name);
        using (var frame = new Frame(64, 48))
        {
            frame.Pixels.Fill(90);
            if (name.EndsWith(".png")) await VideoWriter.WriteStillAsync(frame, path, Recipe, Cancel);
            else if (name.EndsWith(".jpg")) await File.WriteAllBytesAsync(path, Provenance.Embed(FrameCodec.EncodeJpeg(frame), Recipe), Cancel);
            else await VideoWriter.WriteAsync(Scratch.Film(64, 48, 6), path, new VideoWriteOptions(10) { Recipe = Recipe }, Cancel);
        }

        var length = new FileInfo(path).Length;
        Provenance.StripRecipe(path);
        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, null), Provenance.Read(path));
        Assert.Equal(length, new FileInfo(path).Length);
        Assert.DoesNotContain("Recipe", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Cancel)), StringComparison.OrdinalIgnoreCase);
        if (name.EndsWith(".mp4") || name.EndsWith(".gif")) Assert.Equal(6, (await VideoInfo.ReadAsync(path, Cancel)).FrameCount);
        else using (var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(path, Cancel))) Assert.Equal(64, frame.Width);
        Provenance.StripRecipe(path); // nothing left to take out
    }

    [Fact]
    public async Task One_frame_of_webp_is_marked_too()
    {
        var path = _scratch.Path("a.webp");
        await VideoWriter.WriteAsync(Scratch.Film(50, 40, 1), path, new VideoWriteOptions(10), Cancel);
        Assert.NotNull(Provenance.Read(path));
        using var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(path, Cancel));
        Assert.Equal((50, 40), (frame.Width, frame.Height));
    }

    [Fact]
    public void Simple_stills_gain_the_mark_and_keep_their_pixels()
    {
        using var frame = Scratch.Moving(61, 35, 3);
        foreach (var file in (byte[][])[FrameCodec.EncodePng(frame), FrameCodec.EncodeWebP(frame, 80), FrameCodec.EncodeJpeg(frame)])
        {
            var marked = Provenance.Embed(file, Recipe);
            Assert.Equal(Recipe, Provenance.Read(new MemoryStream(marked))?.Recipe);
            using var before = FrameCodec.Decode(file);
            using var after = FrameCodec.Decode(marked);
            Assert.True(before.Pixels.SequenceEqual(after.Pixels));
            Assert.Throws<InvalidDataException>(() => Provenance.Embed(marked, Recipe));
        }
    }

    [Fact]
    public void A_recipe_that_is_not_json_or_a_file_of_another_kind_is_refused()
    {
        using var frame = Scratch.Moving(8, 8, 0);
        Assert.Throws<ArgumentException>(() => Provenance.Embed(FrameCodec.EncodePng(frame), "{nonsense"));
        Assert.Throws<InvalidDataException>(() => Provenance.Embed(new byte[64], null));
    }

    [Fact]
    public async Task Damaged_files_never_crash_the_reader()
    {
        List<byte[]> files = [];
        foreach (var name in (string[])["a.mp4", "a.webp", "a.gif"])
        {
            await VideoWriter.WriteAsync(Scratch.Film(16, 16, 2), _scratch.Path(name), new VideoWriteOptions(10) { Recipe = Recipe }, Cancel);
            files.Add(await File.ReadAllBytesAsync(_scratch.Path(name), Cancel));
        }

        using (var frame = Scratch.Moving(16, 16, 0)) files.AddRange([Provenance.Embed(FrameCodec.EncodePng(frame), Recipe), Provenance.Embed(FrameCodec.EncodeJpeg(frame), Recipe)]);
        Gen.Select(Gen.Int[0, files.Count - 1], Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 4000], Gen.Bool).Sample((which, at, value, length, cut) =>
        {
            var bytes = files[which].ToArray();
            bytes[at % bytes.Length] = value;
            bytes[at * 7 % bytes.Length] ^= value;
            _ = Provenance.Read(new MemoryStream(cut ? bytes[..Math.Min(length, bytes.Length)] : bytes));
        }, iter: 4000, threads: 1);
    }

    [Fact]
    public void Entity_bombs_in_a_packet_are_not_expanded()
    {
        using var frame = Scratch.Moving(8, 8, 0);
        var marked = Provenance.Embed(FrameCodec.EncodePng(frame), null);
        var at = marked.AsSpan().IndexOf("<x:xmpmeta"u8);
        "<!DOCTYPE a"u8.CopyTo(marked.AsSpan(at));
        Assert.Null(Provenance.Read(new MemoryStream(marked)));
    }
}
