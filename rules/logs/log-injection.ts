import { Controller, Get, Logger, Query } from '@nestjs/common';

@Controller()
export class SearchController {
    private readonly logger = new Logger('search');

    @Get('search')
    search(@Query('q') q: string) {
        // ruleid: log-injection
        this.logger.log(`search for ${q}`);
        // ruleid: log-injection
        console.error(q);
        // ok: log-injection
        this.logger.log(`search for ${encodeURIComponent(q)}`);
        // ok: log-injection
        this.logger.log(`search of ${q.length} letters`);
        // ok: log-injection
        this.logger.log('search');
        return [];
    }
}
