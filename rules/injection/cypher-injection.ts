import neo4j, { Session } from 'neo4j-driver';
import { Controller, Get, Param } from '@nestjs/common';

@Controller('graph')
export class GraphController {
    private readonly session: Session = neo4j.driver('bolt://graph').session();

    @Get(':id')
    async one(@Param('id') id: string) {
        // ruleid: cypher-injection
        await this.session.run(`MATCH (n) WHERE n.id = ${id} RETURN n`);
        // ok: cypher-injection
        await this.session.run(`MATCH (n) WHERE n.id = ${parseInt(id, 10)} RETURN n`);
        // ok: cypher-injection
        await this.session.run('MATCH (n) WHERE n.id = $id RETURN n', { id });
        // ok: cypher-injection
        return this.session.run('MATCH (n) RETURN count(n)');
    }
}
