using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>Words on their way to the networks of the test checkpoint.</summary>
public sealed class PromptEncoderTests(EngineBench bench) : IClassFixture<EngineBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Layers_left_out_make_another_picture_and_more_than_there_are_a_sentence()
    {
        using var whole = await DrawAsync(EngineBench.Small);
        using var skipped = await DrawAsync(EngineBench.Small with { ClipSkip = 1 });
        using var again = await DrawAsync(EngineBench.Small);
        Assert.False(whole.Pixels.SequenceEqual(skipped.Pixels));
        Assert.True(whole.Pixels.SequenceEqual(again.Pixels)); // each has its own open network
        Assert.Contains("this text encoder has 2 layers", (await Assert.ThrowsAsync<UserFaultException>(() => DrawAsync(EngineBench.Small with { ClipSkip = 2 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vocabulary_that_the_text_encoder_does_not_know_is_one_sentence()
    {
        var file = Path.Combine(EngineWeights.TokenizerFolder(bench.Folders.Checkpoints), "vocab.json");
        var sound = await File.ReadAllTextAsync(file, Token);
        var vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(sound)!;
        vocabulary["z"] = 99_999;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(vocabulary), Token);
        try
        {
            var fault = await Assert.ThrowsAsync<UserFaultException>(() => DrawAsync(EngineBench.Small with { Prompt = "zz" }));
            Assert.Equal("tokenizer-broken", fault.Code);
            Assert.Contains("counts to 99999", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            await File.WriteAllTextAsync(file, sound, Token);
        }
    }

    private Task<Frame> DrawAsync(RenderSettings settings) => bench.Engine.RenderPictureAsync(bench.Scene(Presets.Find("wink")!.Track), 0, settings, _ => { }, null, null, Token);
}
