using System.Threading.Channels;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A SignalR client at the hub, as a program would write it. One that acknowledges nothing stands for a slow line.</summary>
public sealed class LiveWatcher : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private LiveWatcher(HubConnection hub) => _hub = hub;

    public List<JobMessage> Messages { get; } = [];

    /// <summary>Milliseconds from the finished frame to the bytes here, for each preview.</summary>
    public List<double> Ages { get; } = [];

    public static async Task<LiveWatcher> ConnectAsync(Uri address, Visitor visitor, CancellationToken token)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, RenderHub.Path), o => o.Cookies = visitor.Cookies).AddMessagePackProtocol().Build();
        await hub.StartAsync(token);
        return new LiveWatcher(hub);
    }

    /// <summary>Ends with the job. Method: Watch or WatchShared.</summary>
    public async Task WatchAsync(string method, object job, CancellationToken token, bool acknowledge = true, Action<JobMessage>? each = null)
    {
        var seen = Channel.CreateUnbounded<long>();
        try
        {
            await foreach (var message in _hub.StreamAsync<JobMessage>(method, job, seen.Reader, token))
            {
                Messages.Add(message);
                each?.Invoke(message);
                if (message.Preview is null) continue;
                Ages.Add(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - message.PreviewMade);
                if (acknowledge) seen.Writer.TryWrite(message.PreviewNumber);
            }
        }
        finally
        {
            seen.Writer.TryComplete();
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
