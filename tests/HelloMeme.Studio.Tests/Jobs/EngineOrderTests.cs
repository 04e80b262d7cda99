using System.Text.Json.Nodes;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Orders for the HelloMeme engine at a studio that has no weights.</summary>
public sealed class EngineOrderTests(EngineOrderTests.WithoutWeights studio) : IClassFixture<EngineOrderTests.WithoutWeights>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"engine":"draft","settings":{}}""", 422, "bad-order")]
    [InlineData("""{"quick":true}""", 422, "bad-order")]
    [InlineData("""{"long":true}""", 422, "bad-order")]
    [InlineData("""{"engine":"magic"}""", 400, "bad-request")]
    [InlineData("""{"engine":"hellomeme","settings":{"sampler":"euler"}}""", 400, "bad-request")]
    [InlineData("""{"engine":"hellomeme","settings":{"numInferenceSteps":"25"}}""", 400, "bad-request")]
    [InlineData("""{"engine":"hellomeme","settings":{"seed":-1}}""", 400, "bad-request")]
    [InlineData("""{"engine":"hellomeme","settings":{"prompt":null}}""", 422, "bad-order")]
    [InlineData("""{"engine":"hellomeme","shape":"4:5"}""", 422, "bad-order")]
    [InlineData("""{"engine":"hellomeme","settings":{"checkpoint":"../../etc"}}""", 422, "bad-order")]
    [InlineData("""{"engine":"hellomeme","settings":{"numInferenceSteps":0}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"guidanceScale":0.5}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"translationRatio":2}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"framesPerSecond":0}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"side":100}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"clipSkip":3}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme","settings":{"version":"v9"}}""", 422, "bad-settings")]
    [InlineData("""{"engine":"hellomeme"}""", 503, "weights-missing")]
    [InlineData("""{"engine":"hellomeme","quick":true,"settings":{"version":"v5b","framesPerSecond":null,"stylize":"x2","poseBase":"portrait"}}""", 503, "weights-missing")]
    public async Task Order_is_refused_with_a_sentence(string json, int status, string code)
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        Assert.Equal((status, code), await Visitor.RefusalAsync(await OrderAsync(visitor, JsonNode.Parse(json)!)));
    }

    [Fact]
    public async Task Prompt_of_more_than_a_thousand_characters_is_refused()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        var order = new JsonObject { ["engine"] = "hellomeme", ["settings"] = new JsonObject { ["negativePrompt"] = new string('x', 1001) } };
        using var answer = await OrderAsync(visitor, order);
        Assert.Contains("1000 characters", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_weights_are_named_with_their_size_and_no_folder_of_the_machine()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        using var answer = await OrderAsync(visitor, new JsonObject { ["engine"] = "hellomeme" });
        var told = await answer.Content.ReadAsStringAsync(Token);
        Assert.Matches(@"lacks weights of \d\.\d GB on this studio \(unet, vae, text_encoder, pd_fgc_motion, hm5_reference, hm5_control_base, hm5_control_proj, hm5_motion\)", told);
        Assert.DoesNotContain(studio.Models, told, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> OrderAsync(Visitor visitor, JsonNode order)
    {
        order["portrait"] = await visitor.AssetAsync(TestFiles.Png());
        order["motion"] = new JsonObject { ["preset"] = "wink" };
        return await visitor.Http.PostAsync("/api/renders", new StringContent(order.ToJsonString(), null, "application/json"), Token);
    }

    public sealed class WithoutWeights : IAsyncLifetime
    {
        private readonly TemporaryFolder _models = new();

        public StudioServer Server { get; } = new();

        public string Models => _models.Path;

        public async ValueTask InitializeAsync()
        {
            Server.Settings["Studio__ModelsFolder"] = _models.Path;
            Server.Settings["Studio__Limits__RendersPerMinute"] = "1000";
            await Server.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _models.Dispose();
        }
    }
}
