using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Films;

public sealed class EngineNotesTests : IDisposable
{
    private const string AsV5 = "Films of v5c are made with v5's networks; its own make pictures.";
    private readonly TemporaryFolder _models = new();

    [Fact]
    public void Only_films_of_v5c_are_said_to_be_v5_s()
    {
        using var engine = TestEngine.In(_models.Path);
        Assert.Contains(AsV5, EngineNotes.Of(engine, new() { Version = "v5c" }, film: true));
        Assert.DoesNotContain(AsV5, EngineNotes.Of(engine, new() { Version = "v5c" }, film: false));
        Assert.DoesNotContain(EngineNotes.Of(engine, new() { Version = "v5b" }, film: true), n => n.StartsWith("Films of", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prompt_that_the_text_encoder_reads_in_part_is_told()
    {
        TestCheckpoint.Write(Path.Combine(_models.Path, "checkpoints"), token: TestContext.Current.CancellationToken); // its words have a token a letter
        using var engine = TestEngine.In(_models.Path);
        IReadOnlyList<string> Notes(string prompt, string negative) => EngineNotes.Of(engine, new() { Prompt = prompt, NegativePrompt = negative }, film: true);
        Assert.DoesNotContain(EngineNotes.PromptCut, Notes("", new string('x', 75)));
        Assert.Contains(EngineNotes.PromptCut, Notes("", new string('x', 76)));
        Assert.Contains(EngineNotes.PromptCut, Notes("cat", ""));
    }

    [Fact]
    public void Keys_that_nothing_reads_are_told_with_their_checkpoint_and_a_style_of_test_weights_is_noise()
    {
        var checkpoints = Path.Combine(_models.Path, "checkpoints");
        TestCheckpoint.Write(checkpoints, token: TestContext.Current.CancellationToken);
        using var engine = TestEngine.In(_models.Path);
        Assert.DoesNotContain(EngineNotes.Of(engine, new(), film: true), n => n.Contains("nothing reads", StringComparison.Ordinal));

        // A module with a key too many, as a fine-tune may have, and a style whose denoiser has two.
        Rewrite(Path.Combine(checkpoints, "hm5_motion"), "extra.weight");
        var style = Path.Combine(checkpoints, "styles", "ink");
        foreach (var part in (string[])["unet", "vae", "text_encoder"]) Copy(Path.Combine(checkpoints, "stable-diffusion-v1-5", part), Path.Combine(style, part));
        Rewrite(Path.Combine(style, "unet"), "other.bias", "other.weight");
        var notes = EngineNotes.Of(engine, new() { Checkpoint = "ink" }, film: true);
        Assert.Contains("The checkpoint hm5_motion holds a key that nothing reads: extra.weight.", notes);
        Assert.Contains("The checkpoint ink holds 2 keys that nothing reads, such as other.bias.", notes);
        Assert.DoesNotContain(EngineNotes.Of(engine, new() { Checkpoint = "ink" }, film: false), n => n.Contains("hm5_motion", StringComparison.Ordinal));

        // Real weights, by their mark, with a style of random ones.
        foreach (var entry in NetworkCatalog.Checkpoints) Rewrite(Path.Combine(checkpoints, entry.Folder));
        Assert.DoesNotContain(EngineNotes.TestWeights, EngineNotes.Of(engine, new(), film: true));
        Assert.Contains(EngineNotes.TestWeights, EngineNotes.Of(engine, new() { Checkpoint = "ink" }, film: true));
    }

    public void Dispose() => _models.Dispose();

    /// <summary>The same weights without the mark of test weights, and more keys.</summary>
    private static void Rewrite(string folder, params string[] more)
    {
        if (!Directory.Exists(folder)) return; // the test checkpoint has no image encoder
        var path = Directory.GetFiles(folder, "*.safetensors").Single();
        var part = path + ".new";
        using (var file = SafetensorsFile.Open(path))
            SafetensorsWriter.Write(part, [.. file.Tensors.Values.Select(t => new TensorToWrite(t.Key, t.Type, t.Shape, bytes => t.Data.Span.CopyTo(bytes))), .. more.Select(key => new TensorToWrite(key, StoredType.F32, [1], _ => { }))]);
        File.Move(part, path, overwrite: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
